package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Supplier;

/** A server with {@link TrialParty}, and how its clients talk. */
final class TrialServer extends PartyServerExtension {
  /**
   * @param start of a server with a party {@code trial}
   */
  TrialServer(Supplier<PartyServer> start) {
    super(start);
  }

  static TrialServer withShortTimeouts() {
    return new TrialServer(
        () ->
            new PartyServer(
                "carafe.rooms.hooks.timeout = 2 s, carafe.rooms.calls.timeout = 1500 ms",
                Map.of("trial", TrialParty.class)));
  }

  /** Nothing is read of what it is told. */
  SocketClient arrive(String roomAndQuery) {
    return open("trial/" + roomAndQuery);
  }

  /** Has read its welcome. */
  SocketClient enter(String roomAndQuery) {
    SocketClient client = arrive(roomAndQuery);
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
