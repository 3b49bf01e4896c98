package carafe.it.balancer;

import carafe.it.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * nginx with {@code deploy/nginx/nginx.conf}, which knows no environment: only addresses and
 * folders are replaced by those of the test.
 */
final class Nginx extends Balancer {
  private Nginx(int port, BalancerProcess process) {
    super("127.0.0.1", port, process);
  }

  /** Returns once it listens. */
  static Nginx before(List<String> nodes) {
    int port = Ports.free();
    Path folder = BalancerProcess.folder("nginx");
    return new Nginx(
        port, BalancerProcess.start(folder, Map.of(), command(folder, configuration(port, nodes))));
  }

  /** What it says of its configuration, and fails when that is anything but valid. */
  static String check() {
    Path folder = BalancerProcess.folder("nginx-check");
    List<String> command =
        new java.util.ArrayList<>(
            command(folder, shipped().replaceAll("carafe-[123]:8080", "127.0.0.1:1")));
    command.add("-t");
    return BalancerProcess.start(folder, Map.of(), command).logOfSuccess();
  }

  private static List<String> command(Path folder, String configuration) {
    try {
      String nginx = Needed.program("nginx").toString();
      Path file = Files.writeString(folder.resolve("nginx.conf"), inFolder(configuration, folder));
      return List.of(nginx, "-p", folder.toString(), "-c", file.toString(), "-g", "daemon off;");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(int port, List<String> nodes) {
    String configuration = replaced(shipped(), "listen 8080 ", "listen 127.0.0.1:" + port + " ");
    for (int i = 0; i < nodes.size(); i++) {
      configuration = replaced(configuration, "carafe-" + (i + 1) + ":8080", nodes.get(i));
    }
    return configuration;
  }

  /** Debian's folders are its own user's. */
  private static String inFolder(String configuration, Path folder) {
    StringBuilder paths = new StringBuilder("http {\n");
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      paths.append("    %s_temp_path %s;\n".formatted(kind, folder.resolve(kind)));
    }
    return replaced(
        replaced(configuration, "http {\n", paths.toString()),
        "pid /run/nginx.pid;",
        "pid " + folder.resolve("pid") + ";");
  }

  private static String replaced(String text, String from, String to) {
    if (!text.contains(from)) {
      throw new AssertionError("no longer in the configuration: " + from);
    }
    return text.replace(from, to);
  }

  private static String shipped() {
    try {
      return Files.readString(BalancerProcess.SHIPPED.resolve("nginx/nginx.conf"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
