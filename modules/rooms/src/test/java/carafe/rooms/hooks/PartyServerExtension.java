package carafe.rooms.hooks;

import carafe.rooms.client.SocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A {@link PartyServer} for one test class, and the clients of each of its tests. */
public class PartyServerExtension
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final Supplier<PartyServer> start;
  private final List<SocketClient> clients = new ArrayList<>();
  private @Nullable PartyServer server;

  protected PartyServerExtension(Supplier<PartyServer> start) {
    this.start = start;
  }

  @Override
  public final void beforeAll(ExtensionContext context) {
    server = start.get();
  }

  @Override
  public final void afterEach(ExtensionContext context) {
    clients.forEach(SocketClient::close);
    clients.clear();
  }

  @Override
  public final void afterAll(ExtensionContext context) {
    server().close();
  }

  public final PartyServer server() {
    return Objects.requireNonNull(server);
  }

  /** A WebSocket to {@code /parties/…}, which ends with its test. */
  public final SocketClient open(String address) {
    return kept(server().open(address));
  }

  /** Without a handshake. */
  public final SocketClient connect() {
    return kept(SocketClient.connect(server().port()));
  }

  private SocketClient kept(SocketClient client) {
    clients.add(client);
    return client;
  }
}
