package carafe.server.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's own log: one file and the one before it, each of bounded size. */
final class BoundedLog {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedLog.class);
  private static final long FILE_BYTES_MAX = 5_000_000;
  private static final Pattern FATAL = Pattern.compile("(?:FATAL|PANIC): +(.*)");

  private final Path file;
  private final long bytesMax;
  private volatile @Nullable String lastFatal;

  BoundedLog(Path file) {
    this(file, FILE_BYTES_MAX);
  }

  BoundedLog(Path file, long bytesMax) {
    this.file = file;
    this.bytesMax = bytesMax;
  }

  Path file() {
    return file;
  }

  /** The last reason for which PostgreSQL gave up, since the copying began. */
  Optional<String> lastFatal() {
    return Optional.ofNullable(lastFatal);
  }

  /** Copies until the other side closes. A full disk costs the log, not the database. */
  void copy(InputStream output) {
    lastFatal = null;
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        try {
          line = append(line, lines);
        } catch (IOException e) {
          LOG.warn("Cannot write {}: {}", file, e.toString());
          line = lines.readLine();
        }
      }
    } catch (IOException e) {
      LOG.debug("PostgreSQL's output ended", e);
    }
  }

  /** Appends to one file until it is full or the lines end; returns the next line. */
  private @Nullable String append(String first, BufferedReader lines) throws IOException {
    long bytes = Files.exists(file) ? Files.size(file) : 0;
    if (bytes >= bytesMax) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      bytes = 0;
    }
    try (BufferedWriter writer = new BufferedWriter(Channels.newWriter(open(), UTF_8))) {
      String line = first;
      while (line != null && bytes < bytesMax) {
        note(line);
        writer.write(line);
        writer.write('\n');
        writer.flush();
        bytes += line.length() + 1L;
        line = lines.readLine();
      }
      return line;
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        Folders.ownerOnly(file, "rw-------"));
  }

  private void note(String line) {
    Matcher matcher = FATAL.matcher(line);
    if (matcher.find()) {
      lastFatal = matcher.group(1);
    }
  }
}
