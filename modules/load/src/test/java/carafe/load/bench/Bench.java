package carafe.load.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator;

/**
 * Runs the benchmarks beside it: {@code mvn -Pbench -pl modules/load -am process-test-classes}.
 * What JMH generates for them is made here and not by an annotation processor, so that the build's
 * checks need not bear with generated code.
 */
public final class Bench {
  private Bench() {}

  /**
   * @param args where the test classes are, then JMH's own arguments in one text
   */
  public static void main(String[] args) throws Exception {
    Path made = Files.createTempDirectory("carafe-bench");
    Path sources = Files.createDirectories(made.resolve("sources"));
    Path classes = Files.createDirectories(made.resolve("classes"));
    JmhBytecodeGenerator.main(
        new String[] {args[0], sources.toString(), classes.toString(), "reflection"});
    String classPath = System.getProperty("java.class.path");
    compile(sources, classes, classPath);

    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow", // JMH's own; its forks get it too
                "-cp",
                classes + File.pathSeparator + classPath,
                "org.openjdk.jmh.Main"));
    Stream.of(args[1].split(" ", -1)).filter(arg -> !arg.isBlank()).forEach(command::add);
    System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  private static void compile(Path sources, Path classes, String classPath) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-nowarn", "-proc:none", "-cp", classPath, "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int failed =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
            .run(null, null, null, arguments.toArray(String[]::new));
    if (failed != 0) {
      throw new IllegalStateException("what JMH generated does not compile");
    }
  }
}
