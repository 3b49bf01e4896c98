package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server with {@link TrialParty} for one test class, and the clients of each of its tests. */
final class TrialServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final Supplier<PartyServer> start;
  private final List<SocketClient> clients = new ArrayList<>();
  private @Nullable PartyServer server;

  /**
   * @param start of a server with a party {@code trial}
   */
  TrialServer(Supplier<PartyServer> start) {
    this.start = start;
  }

  static TrialServer withShortTimeouts() {
    return new TrialServer(
        () ->
            new PartyServer(
                "carafe.rooms.hooks.timeout = 2 s, carafe.rooms.calls.timeout = 1500 ms",
                Map.of("trial", TrialParty.class)));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server = start.get();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clients.forEach(SocketClient::close);
    clients.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server().close();
  }

  PartyServer server() {
    return Objects.requireNonNull(server);
  }

  /** Nothing is read of what it is told. */
  SocketClient open(String roomAndQuery) {
    SocketClient client = server().open("trial/" + roomAndQuery);
    clients.add(client);
    return client;
  }

  /** Has read its welcome. */
  SocketClient enter(String roomAndQuery) {
    SocketClient client = open(roomAndQuery);
    assertThat(client.read().toString()).startsWith("text welcome");
    return client;
  }

  HttpResponse<String> get(String roomAndPath) {
    return server().get("trial/" + roomAndPath);
  }

  static String read(SocketClient client) {
    return client.read().payload();
  }

  static void say(SocketClient client, String text) {
    client.send(ClientFrame.text(text));
  }

  static String ask(SocketClient client, String text) {
    say(client, text);
    return read(client);
  }
}
