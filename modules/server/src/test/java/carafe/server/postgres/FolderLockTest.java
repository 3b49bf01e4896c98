package carafe.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isPrivateInAFolderThatOthersMayReadToo() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    try (FolderLock _ = FolderLock.take(folder)) {
      assertThat(Files.getPosixFilePermissions(folder.resolve("carafe.lock")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }
}
