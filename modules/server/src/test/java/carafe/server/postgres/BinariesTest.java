package carafe.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.problem.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class BinariesTest {
  @TempDir Path cache;

  @Test
  void whatIsDamagedOrHalfUnpackedIsUnpackedAgain() throws IOException {
    Files.createDirectories(cache.resolve("unpacking-killed/bin"));
    Binaries first = Binaries.unpacked(cache, Platform.current());
    assertThat(first.major()).isEqualTo(18);
    Files.delete(first.folder().resolve("share/postgresql/system_views.sql"));

    Binaries second = Binaries.unpacked(cache, Platform.current());

    assertThat(second).isEqualTo(first);
    assertThat(second.folder().resolve("share/postgresql/system_views.sql")).isNotEmptyFile();
    assertThat(Files.isExecutable(Path.of(second.program("initdb")))).isTrue();
    try (Stream<Path> children = Files.list(cache)) {
      assertThat(children.map(child -> child.getFileName().toString()))
          .containsExactlyInAnyOrder("unpack.lock", first.folder().getFileName().toString());
    }
  }

  @Test
  void severalFirstStartsAtOnceUnpackOnce() {
    var unpacked =
        IntStream.range(0, 4)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> Binaries.unpacked(cache, Platform.current())))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .distinct();

    assertThat(unpacked).hasSize(1);
  }

  @Test
  void aPlatformWithoutBinariesIsTold() {
    assertThatThrownBy(
            () -> Binaries.unpacked(cache, new Platform(Platform.Family.LINUX, "sparc", false)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("linux on sparc")
        .hasMessageContaining("CARAFE_DB_URL");
  }

  @Test
  void aFolderThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.writeString(cache.resolve("file"), "in the way");

    assertThatThrownBy(() -> Binaries.unpacked(file, Platform.current()))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("CARAFE_CACHE_DIR");
  }
}
