package carafe.it.image;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/**
 * The image that the build made, unpacked; its processes see what those in a container see: the
 * files of the image alone, read-only but for {@code /tmp}, and no user but the image's. The
 * network is this machine's.
 */
record Image(Path root, JsonNode config) {
  /** As container runtimes do before they start the program. */
  private static final String MOUNT =
      """
      set -e
      mount --bind "$0" "$0"
      mount --rbind /proc "$0/proc"
      mount --rbind /dev "$0/dev"
      mount -t tmpfs tmpfs "$0/tmp"
      mount -o remount,bind,ro "$0"
      exec "$@"
      """;

  static Image unpacked(Path folder) throws Exception {
    Path tar = Path.of(System.getProperty("it.image", "../server/target/carafe-image.tar"));
    if (!Files.exists(tar)) {
      if (System.getenv("CI") != null) {
        fail("CI must build the image: .ci/run uses profile `image`");
      }
      System.err.println("SKIPPED: there is no " + tar + "; `mvn -Pimage package` makes it");
      Assumptions.abort("no image here");
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      if (System.getenv("CI") != null) {
        fail("CI must run as root: only root may change what a process sees as its root");
      }
      System.err.println("SKIPPED: only root may change what a process sees as its root");
      Assumptions.abort("not root");
    }
    Path layers = Files.createDirectory(folder.resolve("layers"));
    untar(tar, layers);
    ObjectMapper json = new ObjectMapper();
    JsonNode manifest = json.readTree(layers.resolve("manifest.json").toFile()).get(0);
    Path root = Files.createDirectory(folder.resolve("root"));
    for (JsonNode layer : manifest.get("Layers")) {
      untar(layers.resolve(layer.asText()), root);
    }
    for (String made : List.of("proc", "dev")) {
      Files.createDirectory(root.resolve(made));
    }
    Path config = layers.resolve(manifest.get("Config").asText());
    return new Image(root, json.readTree(config.toFile()).get("config"));
  }

  private static void untar(Path tar, Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("tar", "-xf", tar.toString(), "-C", folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD) // it does not know all that Jib says
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("tar cannot unpack " + tar);
    }
  }

  /**
   * Starts what the image starts.
   *
   * @param arguments in place of the image's own; none: those
   */
  Process start(Map<String, String> environment, File out, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", MOUNT, root.toString()));
    command.addAll(List.of("env", "-i"));
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode variable : config.get("Env")) {
      String[] parts = variable.asText().split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    variables.putAll(environment);
    variables.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(
        List.of("/usr/sbin/chroot", "--userspec=" + config.get("User").asText(), root.toString()));
    config.get("Entrypoint").forEach(part -> command.add(part.asText()));
    if (arguments.length == 0) {
      config.get("Cmd").forEach(part -> command.add(part.asText()));
    } else {
      command.addAll(List.of(arguments));
    }
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }
}
