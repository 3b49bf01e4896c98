package carafe.it.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.it.process.CarafeJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A jar as a user makes it: compiled against carafe.jar, with nothing of ours in it. */
final class UserJar {
  private UserJar() {}

  /**
   * Compiles a class into a jar.
   *
   * @param name of the class, with its package
   */
  static Path of(Path folder, String name, String source) {
    try {
      Path file = folder.resolve("src").resolve(name.replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
      Path classes = Files.createDirectories(folder.resolve("classes"));
      compile(file, classes);
      return jar(folder.resolve("my-party.jar"), classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar with a class file that is none. */
  static Path withBrokenClass(Path folder, String name) {
    try {
      Path file = folder.resolve("classes").resolve(name.replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "no class");
      return jar(folder.resolve("my-party.jar"), folder.resolve("classes"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path file, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, UTF_8)) {
      List<String> options =
          List.of("-cp", CarafeJar.path().toString(), "-d", classes.toString(), "-proc:none");
      if (!compiler
          .getTask(null, files, found, options, null, files.getJavaFileObjects(file))
          .call()) {
        throw new AssertionError(
            found.getDiagnostics().stream().map(Diagnostic::toString).toList().toString());
      }
    }
  }

  private static Path jar(Path jar, Path classes) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
