package carafe.it.start;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.process.CarafeJar;
import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes prepared by the build: used by a start, and never in its way. */
class StartCacheIT {
  private static final String FROM_CACHE = "source: shared objects file";

  @TempDir Path folder;

  @Test
  void aStartTakesItsClassesFromWhatTheBuildPrepared() {
    try (CarafeProcess carafe =
        CarafeProcess.on(folder.resolve("data"))
            .withAllCompilers()
            .withJvmOption("-XX:AOTMode=on") // ends the JVM unless the cache is used
            .withJvmOption("-Xlog:class+load")
            .start()
            .awaitReady()) {
      List<String> classes =
          carafe.out().lines().filter(line -> line.contains("source: ")).toList();

      mostlyCached(
          classes.stream().filter(line -> line.contains(" carafe.") && isClass(line)).toList(),
          200);
      mostlyCached(classes.stream().filter(StartCacheIT::isLambda).toList(), 2000);
    }
  }

  /** What none of its training needed comes from the jar: other branches, other tests' settings. */
  private static void mostlyCached(List<String> classes, int atLeast) {
    assertThat(classes).hasSizeGreaterThan(atLeast);
    assertThat(classes.stream().filter(line -> line.contains(FROM_CACHE)).count())
        .isGreaterThan(classes.size() * 9L / 10);
  }

  private static boolean isClass(String line) {
    return !isLambda(line) && !line.contains("LambdaForm");
  }

  private static boolean isLambda(String line) {
    return line.contains("$$Lambda");
  }

  @Test
  void aCacheOfAnotherJarChangesNothing() throws Exception {
    Path newer = Files.copy(CarafeJar.path(), folder.resolve("carafe.jar"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(CarafeJar.optionsFor(built()));
    command.addAll(List.of("-jar", newer.toString(), "--version"));
    Process version = new ProcessBuilder(command).redirectErrorStream(true).start();

    String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(version.waitFor()).isZero();
    assertThat(said).startsWith("carafe ").hasLineCount(2);
  }

  @Test
  void aCacheThatIsCutShortChangesNothing() throws IOException {
    Path half = Files.copy(built(), folder.resolve("carafe.aot"));
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    startsAndSaysNothing(half);
  }

  @Test
  void aCacheThatIsMissingChangesNothing() {
    startsAndSaysNothing(folder.resolve("none.aot"));
  }

  private void startsAndSaysNothing(Path cache) {
    try (CarafeProcess carafe =
        CarafeProcess.on(folder.resolve("data")).withStartCache(cache).start().awaitReady()) {
      assertThat(carafe.stop()).isZero();
      assertThat(carafe.err()).isEmpty();
      assertThat(carafe.out()).doesNotContain("aot").doesNotContain("shared");
    }
  }

  private static Path built() {
    return CarafeJar.startCache();
  }
}
