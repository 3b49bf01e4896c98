package carafe.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
  @TempDir Path folder;

  @Test
  void keepsTheNewestLinesInTwoBoundedFiles() throws IOException {
    BoundedLog log = new BoundedLog(folder.resolve("postgres.log"), 1000);

    log.copy(lines(0, 1000));

    assertThat(Files.size(folder.resolve("postgres.log"))).isLessThan(1020);
    assertThat(Files.size(folder.resolve("postgres.log.1"))).isBetween(1000L, 1020L);
    assertThat(folder.resolve("postgres.log")).content().endsWith("line 999\n");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void bothFilesAreTheirOwnersAlone() throws IOException {
    new BoundedLog(folder.resolve("postgres.log"), 1000).copy(lines(0, 1000));

    for (String name : List.of("postgres.log", "postgres.log.1")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
          .as(name)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void goesOnWhereAnEarlierRunEnded() {
    Path file = folder.resolve("postgres.log");

    new BoundedLog(file, 1000).copy(lines(0, 2));
    new BoundedLog(file, 1000).copy(lines(2, 3));

    assertThat(file).hasContent("line 0\nline 1\nline 2\n");
  }

  @Test
  void tellsTheLastReasonToGiveUp() {
    BoundedLog log = new BoundedLog(folder.resolve("postgres.log"), 1000);

    log.copy(text("[1] FATAL:  first\n[1] FATAL:  data directory is odd\n[1] LOG:  done\n"));
    assertThat(log.lastFatal()).contains("data directory is odd");

    log.copy(text("[2] LOG:  all is well\n"));
    assertThat(log.lastFatal()).isEmpty();
  }

  @Test
  void anUnwritableFileCostsOnlyTheLog() throws IOException {
    Path file = Files.createDirectory(folder.resolve("postgres.log"));
    BoundedLog log = new BoundedLog(file, 1000);

    InputStream output = lines(0, 10);
    log.copy(output);

    assertThat(output.available()).isZero();
  }

  private static InputStream lines(int from, int to) {
    return text(
        IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining()));
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
