package carafe.it.party;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Told;
import carafe.it.process.CarafeJar;
import carafe.it.process.CarafeProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything {@code docs/parties.md} says to type, typed in a folder of its own. */
class PartiesPageIT {
  private static final Path PAGE = Path.of("..", "..", "docs", "parties.md");
  private static final Path NODE = Path.of(System.getProperty("it.node", "target/node"));
  private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");
  private static final Pattern TYPED = Pattern.compile("(?m)^\\$ (.*)\\R((?:[^$].*\\R)*)");
  private static final String SERVER = "localhost:8080";

  @TempDir Path folder;

  private final String page;

  PartiesPageIT() throws IOException {
    page = Files.readString(PAGE);
  }

  private List<String> blocks(String language) {
    return Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```$")
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @Test
  void worksAsItSays() throws Exception {
    compileAsItSays();
    List<String> consoles = blocks("console");
    try (CarafeProcess carafe = configuredAsItSays().start().awaitReady()) {
      type(consoles.get(0), carafe);
      voteAsItSays(carafe);
      for (String console : consoles.subList(1, consoles.size())) {
        type(console, carafe);
      }

      String vote = carafe.get("/parties/tally/lunch").body();
      HttpResponse<String> preferences = carafe.get("/parties/user/ann");
      carafe.kill9();
      carafe.startAgain().awaitReady();

      assertThat(vote).contains("\"Pizza\":1");
      assertThat(carafe.get("/parties/tally/lunch").body()).isEqualTo(vote);
      HttpResponse<String> after = carafe.get("/parties/user/ann");
      assertThat(after.body()).isEqualTo(preferences.body());
      assertThat(after.headers().firstValue("etag"))
          .isPresent()
          .isEqualTo(preferences.headers().firstValue("etag"));
      assertThat(carafe.stop()).isZero();
    }
  }

  private void compileAsItSays() throws Exception {
    Files.createSymbolicLink(folder.resolve("carafe.jar"), CarafeJar.path());
    for (String code : blocks("java")) {
      MatchResult name = CLASS.matcher(code).results().findFirst().orElseThrow();
      Files.writeString(folder.resolve(name.group(1) + ".java"), code);
    }
    assertThat(shell(blocks("sh").getFirst())).isEmpty();
  }

  private CarafeProcess configuredAsItSays() throws IOException {
    assertThat(blocks("sh").get(1))
        .isEqualTo("java -cp carafe.jar:my-parties.jar carafe.Carafe serve --config my.conf\n");
    Path settings = Files.writeString(folder.resolve("my.conf"), blocks("hocon").getFirst());
    return CarafeProcess.on(folder.resolve("data"))
        .withJar(folder.resolve("my-parties.jar"))
        .withArgument("--config")
        .withArgument(settings.toString());
  }

  /** Types each command of a block; what is waited for before one takes as long as it takes. */
  private void type(String console, CarafeProcess carafe) throws Exception {
    for (MatchResult typed : TYPED.matcher(console).results().toList()) {
      String command = here(typed.group(1), carafe);
      String answer = shell(command);
      long end = System.nanoTime() + Told.HANG.toNanos();
      while (command.startsWith("sleep")
          && !answer.strip().equals(typed.group(2).strip())
          && System.nanoTime() < end) {
        answer = shell(command);
      }
      assertThat(answer.strip()).as(command).isEqualTo(typed.group(2).strip());
    }
  }

  /**
   * Runs the page's client, in a Node that may have no WebSocket of its own, until it was heard.
   */
  private void voteAsItSays(CarafeProcess carafe) throws Exception {
    String script =
        "import { WebSocket } from 'ws';\nglobalThis.WebSocket ??= WebSocket;\n"
            + here(blocks("js").getFirst(), carafe);
    Files.writeString(NODE.resolve("parties-page.mjs"), script);
    Process node =
        new ProcessBuilder("node", "parties-page.mjs")
            .directory(NODE.toFile())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = node.inputReader(StandardCharsets.UTF_8)) {
      CompletableFuture<Boolean> heard =
          CompletableFuture.supplyAsync(
              () -> said.lines().anyMatch(line -> line.contains("\"Pizza\":1")));
      assertThat(heard.get(Told.HANG.toSeconds(), TimeUnit.SECONDS)).as("its vote").isTrue();
    } finally {
      node.destroyForcibly();
    }
  }

  private static String here(String text, CarafeProcess carafe) {
    return text.replace(SERVER, "127.0.0.1:" + carafe.port());
  }

  /** What a shell prints that has the JDK of this test on its path. */
  private String shell(String commands) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-e", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    shell
        .environment()
        .merge(
            "PATH",
            Path.of(System.getProperty("java.home"), "bin").toString(),
            (path, java) -> java + File.pathSeparator + path);
    Process process = shell.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(commands + printed).isZero();
    return printed;
  }
}
