package carafe.it.balancer;

import carafe.it.client.Address;
import carafe.it.process.CarafeProcess;
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
final class Nginx implements Balancer {
  private final int port = CarafeProcess.freePort();
  private final BalancerProcess process;

  private Nginx(List<String> nodes) {
    Path folder = BalancerProcess.folder("nginx");
    process = BalancerProcess.start(folder, Map.of(), command(folder, configuration(nodes)));
  }

  /** Returns once it listens. */
  static Nginx before(List<String> nodes) {
    Nginx balancer = new Nginx(nodes);
    balancer.process.await("it listens", () -> BalancerProcess.accepts("127.0.0.1", balancer.port));
    return balancer;
  }

  /** What it says of its configuration, and fails when that is anything but valid. */
  static String check() {
    Path folder = BalancerProcess.folder("nginx-check");
    List<String> command =
        new java.util.ArrayList<>(
            command(folder, shipped().replaceAll("carafe-[123]:8080", "127.0.0.1:1")));
    command.add("-t");
    BalancerProcess process = BalancerProcess.start(folder, Map.of(), command);
    if (process.awaitEnd() != 0) {
      throw new AssertionError(process.log());
    }
    return process.log();
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

  private String configuration(List<String> nodes) {
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

  @Override
  public Address address() {
    return new Address(port);
  }

  @Override
  public String log() {
    return process.log();
  }

  @Override
  public void awaitLog(String part) {
    process.await("it says" + part, () -> log().contains(part));
  }

  @Override
  public void close() {
    process.close();
  }
}
