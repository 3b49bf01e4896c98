package carafe.server.command;

import carafe.server.settings.Settings;
import carafe.server.settings.SettingsLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code carafe ready}: asks the node on this machine, where there is no curl to ask it. */
@Command(
    name = "ready",
    description = "Whether the node on this machine is ready: exit code 0, or else 1.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "For health checks of containers. It reads the same settings as the node."})
public final class ReadyCommand implements Callable<Integer> {
  private static final int PATIENCE_MS = 3000;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in HOCON; may be left out.")
  private Optional<Path> config = Optional.empty();

  @Override
  public Integer call() {
    return Outcome.of(
        () -> {
          String status = status(SettingsLoader.load(config, System.getenv()).http());
          System.out.println(status);
          return status.equals("200") ? 0 : 1;
        });
  }

  /** Not by the JDK's client: that takes longer to load than the answer to come. */
  private static String status(Settings.Http http) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MS);
      InetAddress wanted = InetAddress.getByName(http.host());
      InetAddress address = wanted.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : wanted;
      socket.connect(new InetSocketAddress(address, http.port()), PATIENCE_MS);
      socket
          .getOutputStream()
          .write(
              "GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] begin = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(begin, StandardCharsets.US_ASCII).replaceFirst("^HTTP/1.1 ", "");
    } catch (IOException e) {
      return "does not answer: " + e.getMessage();
    }
  }
}
