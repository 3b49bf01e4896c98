package carafe.it.party;

import carafe.it.client.Address;
import carafe.it.client.Secrets;
import carafe.it.client.Socket;
import carafe.it.process.CarafeProcess;
import carafe.it.server.OwnServer;
import carafe.it.server.ServerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server with parties of a user's own jar that the classes of this package share: started by
 * the first, stopped in order after the last. Classes lock {@link #LIFE}: whoever kills it (and
 * starts it again) to write, all others to read.
 */
final class TrialServer implements BeforeAllCallback, AfterAllCallback {
  static final String LIFE = "life of the trial server";

  /** Most connections of a room of party {@code crowd}. */
  static final int CROWD = 10_000;

  private static final String SETTINGS =
      """
      carafe.parties {
        trial = carafe.it.party.trial.Trial
        other = carafe.it.party.trial.Trial
        silent = carafe.it.party.trial.Silent
        thrower = carafe.it.party.trial.Thrower
        crowd { class = carafe.it.party.trial.Crowd, connections-max = %d }
      }
      """
          .formatted(CROWD);

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(TrialServer.class);

  private static final OwnServer SERVER = new OwnServer(TrialServer::configured);

  /** Stops the server when the root context closes. */
  private record Running() implements AutoCloseable {
    static Running begin() {
      SERVER.begin();
      return new Running();
    }

    @Override
    public void close() {
      SERVER.end();
    }
  }

  private static CarafeProcess configured(CarafeProcess carafe) {
    try {
      Path folder = Files.createTempDirectory("carafe-trial");
      Path settings = Files.writeString(folder.resolve("carafe.conf"), SETTINGS);
      return carafe
          .withJar(TrialJar.in(folder))
          .withArgument("--config")
          .withArgument(settings.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(Running.class, _ -> Running.begin(), Running.class);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    log().mustHoldNone(Secrets.all());
  }

  Address address() {
    return SERVER.address();
  }

  ServerLog log() {
    return SERVER.log();
  }

  /** kill -9, and a start on what is left. */
  void killAndStart() {
    SERVER.kill();
    SERVER.start();
  }

  /** A WebSocket to {@code /parties/…}, which the room has greeted. */
  Socket enter(String who, String room) {
    Socket socket = Socket.open(who, address().webSocket("/parties/" + room));
    socket.next("hello");
    return socket;
  }
}
