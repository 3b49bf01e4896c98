package carafe.it.party;

import carafe.it.party.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The classes of {@link carafe.it.party.trial} in a jar, as a user has their own. */
final class TrialJar {
  private TrialJar() {}

  static Path in(Path folder) {
    try {
      Path all = Path.of(Trial.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path jar = folder.resolve("trial.jar");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (Path file : classes(all.resolve(Trial.class.getPackageName().replace('.', '/')))) {
          out.putNextEntry(new JarEntry(all.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, out);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> classes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
