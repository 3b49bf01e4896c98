package carafe.rooms.approved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder {@code src/test/resources/approved}: what we have promised to write, to clients and
 * into the journal (its README says what may change). A missing file fails the test and is written
 * only by {@code mvn test -Dapprove=true}; one that exists is never written.
 */
public final class Approved {
  private static final Path ROOT = Path.of("src/test/resources/approved");
  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectWriter PRETTY = JSON.writer(printer());

  private Approved() {}

  /** Compares layout and all; a final newline is the file's own. */
  public static void check(String file, String actual) {
    Path path = ROOT.resolve(file);
    if (Files.exists(path)) {
      assertThat(actual + "\n").as(file).isEqualTo(text(file));
    } else if (Boolean.getBoolean("approve")) {
      write(path, actual + "\n");
    } else {
      fail("%s is not approved yet. If it is right, run with -Dapprove=true:%n%s", file, actual);
    }
  }

  /** The same JSON with a line for each field, its fields in the same order. */
  public static String pretty(byte[] json) {
    try {
      return PRETTY.writeValueAsString(JSON.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static boolean exists(String file) {
    return Files.exists(ROOT.resolve(file));
  }

  public static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String file) {
    return text(file).stripTrailing().getBytes(StandardCharsets.UTF_8);
  }

  /** Names of the files and folders of a folder. */
  public static Set<String> list(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path path, String text) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DefaultPrettyPrinter printer() {
    var lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
  }
}
