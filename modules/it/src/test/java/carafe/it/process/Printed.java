package carafe.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a program prints, in files of each of its starts under {@code target/carafe-processes}: they
 * are kept for whoever looks into a failed test.
 */
final class Printed {
  private final Path folder;
  private int starts;

  Printed() {
    try {
      Path all = Files.createDirectories(Path.of("target", "carafe-processes"));
      folder = Files.createTempDirectory(all, "carafe-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next start is this one's. */
  void redirect(ProcessBuilder start) {
    starts++;
    start.redirectOutput(file("out").toFile()).redirectError(file("err").toFile());
  }

  /** Standard error of the newest start. */
  String err() {
    return read("err");
  }

  /** Standard output of the newest start. */
  String out() {
    return read("out");
  }

  /** Both of the newest start. */
  String all() {
    return err() + out();
  }

  private String read(String stream) {
    try {
      return Files.readString(file(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String stream) {
    return folder.resolve("start-" + starts + "." + stream);
  }
}
