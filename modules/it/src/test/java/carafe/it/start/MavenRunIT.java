package carafe.it.start;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.balancer.Needed;
import carafe.it.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mvn -Prun}, the README's first command, on a copy of what this build has compiled: nothing
 * is downloaded or compiled, but all that the server depends on has to be found.
 */
class MavenRunIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final long READY_WITHIN_S = 180;
  private static final long GONE_WITHIN_S = 60;

  @TempDir Path folder;

  @Test
  void startsTheServerWhichEndsWithIt() throws Exception {
    Path said = folder.resolve("said");
    Process maven = maven(copyOfTheBuild(), said);
    List<ProcessHandle> server = List.of();
    try {
      awaitBanner(maven, said);
      server = maven.descendants().toList();
      assertThat(server).as("the server and its database").hasSizeGreaterThan(1);

      maven.destroyForcibly();

      for (ProcessHandle one : server) {
        one.onExit().orTimeout(GONE_WITHIN_S, TimeUnit.SECONDS).join();
      }
    } finally {
      server.forEach(ProcessHandle::destroyForcibly);
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
    }
  }

  private Process maven(Path project, Path said) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Needed.program("mvn").toString(), "-B", "-o", "-Prun"));
    command.addAll(List.of("-Dmaven.main.skip=true", "-Denforcer.skip=true"));
    // The outer Maven's, wherever that is.
    String repository = System.getProperty("localRepository", "");
    if (!repository.isEmpty()) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    // Not what the outer one hands down.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("CARAFE_") || name.startsWith("MAVEN_"));
    builder.environment().put("CARAFE_DATA_DIR", folder.resolve("data").toString());
    builder.environment().put("CARAFE_HTTP_INTERFACE", "127.0.0.1");
    builder.environment().put("CARAFE_HTTP_PORT", Integer.toString(Ports.free()));
    builder.environment().put("CARAFE_MANAGEMENT_PORT", Integer.toString(Ports.free()));
    return builder.start();
  }

  private static void awaitBanner(Process maven, Path said) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_S);
    while (!Files.readString(said).contains("Carafe is ready after")) {
      assertThat(maven.isAlive()).as(Files.readString(said)).isTrue();
      assertThat(System.nanoTime()).as(Files.readString(said)).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** Poms and classes: jars are made of them by the run itself. */
  private Path copyOfTheBuild() throws IOException {
    Path copy = folder.resolve("project");
    copy(ROOT.resolve("pom.xml"), copy.resolve("pom.xml"));
    try (Stream<Path> modules = Files.list(ROOT.resolve("modules"))) {
      for (Path module : modules.filter(it -> Files.exists(it.resolve("pom.xml"))).toList()) {
        Path place = copy.resolve("modules").resolve(module.getFileName());
        copy(module.resolve("pom.xml"), place.resolve("pom.xml"));
        Path classes = module.resolve("target").resolve("classes");
        if (Files.exists(classes)) {
          try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              copy(file, place.resolve(module.relativize(file)));
            }
          }
        }
      }
    }
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }
}
