package carafe.load.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LoadCommandTest {
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @TempDir private Path folder = Path.of("");
  private Path json = Path.of("");

  @BeforeEach
  void place() {
    json = folder.resolve("result.json");
  }

  private int run(String line) {
    return new CommandLine(new LoadCommand())
        .setErr(new PrintWriter(err))
        .setOut(new PrintWriter(out))
        .execute(line.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "room --players 0 | --players must be between 1 and 1000000, not 0",
        "room --players x | 'x' is not an int",
        "rooms --rooms -1 | --rooms must be between 1 and 100000, not -1",
        "room --rounds 51 | --rounds must be between 1 and 50, not 51",
        "room --questions 21 | --questions must be between 1 and 20, not 21",
        "room --ramp 0 | --ramp must be more than 0",
        "room --ramp NaN | --ramp must be more than 0",
        "room --url ws://127.0.0.1:1 --ramp 0.0009 | --ramp must be more than 0 (0.001 at least)",
        "room --think 5 | --think is no time: 5; it should look like 800ms, 5s or 1m",
        "room --think 2m | --think must be between 0s and 60s, not 2m",
        "room --timeout 1ms | --timeout must be between 100ms and 600s, not 1ms",
        "reconnect --think 60s --back-within 31s | --think and --back-within must together be at"
            + " most 90s",
        "reconnect --back-within soon | --back-within is no time: soon",
        "room --url ftp://host | not an address: ftp://host; it should look like"
            + " ws://localhost:8080",
        "room --url localhost:8080 | not an address",
        "room --url ws://127.0.0.1:70000 | not an address",
        "room --url ws://127.0.0.1/?a=b | not an address",
        "room --players 1000000 | connections are wanted",
        "room --json /no/such/folder/result.json | /no/such/folder/result.json cannot be written",
        "room --html . | . cannot be written",
        "room --url ws://127.0.0.1:1 --json target/result --html ./target/result | --json and"
            + " --html must be two files",
        "nonsense | Unmatched argument",
      })
  void saysWhatIsWrong(String line, String why) {
    assertThat(run(line)).isEqualTo(2);
    assertThat(err.toString()).contains(why);
  }

  @Test
  void refusesMoreThanItsDescriptorsAtOnce() {
    assertThat(run("rooms --rooms 90000 --players 9 --url ws://127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString()).contains("900,000 connections are wanted, but this process may");
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(
            run("room --players 3 --timeout 5s --json " + json + " --url ws://127.0.0.1:" + port))
        .isEqualTo(1);
    assertThat(Files.readString(json))
        .contains("\"fine\" : false", "host: connect: Connection refused, before");
  }

  @Test
  void helpsWithEach() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("room", "rooms", "reconnect", "Exit codes:");
    assertThat(run("reconnect --help")).isZero();
    assertThat(out.toString()).contains("--back-within", "--players", "--json", "--html");
  }
}
