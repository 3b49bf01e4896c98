package carafe.it.start;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Told;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of {@code config} that prepare classes, told no jar or one that does not exist. */
class StartCacheToolsIT {
  private static final Path TOOLS = Path.of("..", "..", "config").toAbsolutePath().normalize();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "StartCache.java,",
    "StartCache.java,none.jar",
    "CacheableClasses.java,",
    "CacheableClasses.java,none.jar"
  })
  void withoutAJarTheySaySo(String tool, @Nullable String jar) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(TOOLS.resolve(tool).toString());
    if (jar != null) {
      command.add("missing" + File.separator + jar);
    }
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(Told.HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(said.lines().filter(line -> !line.startsWith("Picked up")))
        .singleElement()
        .asString()
        .contains("name carafe.jar");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
