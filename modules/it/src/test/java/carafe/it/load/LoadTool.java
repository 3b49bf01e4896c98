package carafe.it.load;

import carafe.it.process.CarafeJar;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tool as an operator starts it: {@code java -jar carafe.jar load …}. */
final class LoadTool {
  /** A limit against hanging, nothing else. */
  private static final long HANG_SECONDS = 120;

  private static final JsonMapper JSON = new JsonMapper();

  /** What a run left behind. */
  record Outcome(int exit, String said, JsonNode json, String page) {
    long number(String... path) {
      JsonNode node = json;
      for (String name : path) {
        node = node.path(name);
      }
      return node.asLong(-1);
    }
  }

  private LoadTool() {}

  static Outcome run(int port, String... arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("carafe-load");
    Path json = folder.resolve("result.json");
    Path page = folder.resolve("result.html");
    Path said = folder.resolve("said");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                CarafeJar.path().toString(),
                "load"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--url",
            "ws://127.0.0.1:" + port,
            "--json",
            json.toString(),
            "--html",
            page.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the tool hangs\n" + Files.readString(said));
    }
    return new Outcome(
        process.exitValue(),
        Files.readString(said),
        Files.exists(json) ? JSON.readTree(json.toFile()) : JSON.createObjectNode(),
        Files.exists(page) ? Files.readString(page) : "");
  }
}
