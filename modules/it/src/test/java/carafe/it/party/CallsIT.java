package carafe.it.party;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Plan;
import carafe.it.client.Socket;
import carafe.it.client.Web;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Rooms of two parties ask and connect to each other, and to the game's rooms. */
@ResourceLock(value = TrialServer.LIFE, mode = ResourceAccessMode.READ)
class CallsIT {
  @RegisterExtension static final TrialServer SERVER = new TrialServer();

  private final String room = "calls-" + UUID.randomUUID();
  private final Socket trial = SERVER.enter("trial", "trial/" + room);
  private final Socket other = SERVER.enter("other", "other/" + room);

  private static Map<String, String> to(String party, String room, String path) {
    return Map.of("party", party, "room", room, "path", path);
  }

  @Test
  void twoPartiesFetchFromEachOther() {
    trial.send(Do.of("fetch", to("other", room, "/some")));
    other.send(Do.of("fetch", to("trial", room, "/thing")));

    Message there = fetched(trial, 200);
    assertThat(there.text("party")).isEqualTo("other");
    assertThat(there.text("path")).isEqualTo("/some");
    assertThat(there.text("from")).isEqualTo("trial/" + room);
    Message here = fetched(other, 200);
    assertThat(here.text("party")).isEqualTo("trial");
    assertThat(here.text("from")).isEqualTo("other/" + room);
  }

  @Test
  void oneAsksTheOtherWhichAsksBack() {
    trial.send(Do.of("fetch", to("other", room, "/back")));

    Message inner = fetched(trial, 200);
    assertThat(inner.number("status")).isEqualTo(200);
    Message innermost = Message.of(inner.text("body"));
    assertThat(innermost.text("party")).isEqualTo("trial");
    assertThat(innermost.text("path")).isEqualTo("/seen");
    assertThat(innermost.text("from")).isEqualTo("other/" + room);
  }

  @Test
  void twoPartiesConnectToEachOther() {
    connects(trial, "trial", other, "other");
    connects(other, "other", trial, "trial");
  }

  private void connects(Socket from, String fromParty, Socket to, String toParty) {
    String echo = Do.echo("hello from " + fromParty);
    from.send(Do.of("socket", Map.of("party", toParty, "room", room, "say", echo)));

    Message hello = Message.of(from.next("heard").text("text"));
    assertThat(hello.type()).isEqualTo("hello");
    assertThat(hello.text("party")).isEqualTo(toParty);
    assertThat(hello.text("id")).isEqualTo(fromParty);
    assertThat(Message.of(from.next("heard").text("text")).text("text"))
        .isEqualTo("hello from " + fromParty);
    // among the connections there, found by its id
    to.send(Do.of("to", Map.of("id", fromParty, "text", "to you")));
    assertThat(Message.of(from.next("heard").text("text")).text("text")).isEqualTo("to you");
    to.send(Do.of("bytes", Map.of("text", "bytes")));
    assertThat(from.next("heard_bytes").text("text")).isEqualTo("bytes");
  }

  @Test
  void theGamesRoomsAnswerParties() {
    String code = Web.freeCode(SERVER.address());
    trial.send(Do.of("fetch", to("main", code, "")));
    assertThat(fetched(trial, 404).text("code")).isEqualTo("SESSION_NOT_FOUND");

    Host host = Host.on(code);
    host.create(SERVER.address(), Plan.small(120));
    trial.send(Do.of("fetch", to("main", code, "")));
    Message summary = fetched(trial, 200);
    assertThat(summary.text("code")).isEqualTo(code);
    assertThat(summary.text("phase")).isEqualTo("waiting");
    assertThat(summary.number("participantCount")).isZero();

    other.send(Do.of("fetch", to("host", host.id(), "")));
    assertThat(fetched(other, 200).objects("sessions"))
        .singleElement()
        .satisfies(session -> assertThat(session.text("code")).isEqualTo(code));
  }

  @Test
  void whoCannotBeReachedIsNamed() {
    trial.send(Do.of("fetch", to("thrower", "onRequest", "")));
    assertThat(fetched(trial, 500).text("code")).isEqualTo("INTERNAL");
    trial.send(Do.of("fetch", to("thrower", "onStart", "")));
    assertThat(trial.next("fetched").text("failure")).contains("FetchException", "thrower/onStart");
    trial.send(Do.of("fetch", to("silent", room, "")));
    assertThat(fetched(trial, 404).text("code")).isEqualTo("NOT_FOUND");
  }

  private static Message fetched(Socket socket, int status) {
    Message fetched = socket.next("fetched");
    assertThat(fetched.has("status")).as("%s", fetched).isTrue();
    assertThat(fetched.number("status")).as("%s", fetched).isEqualTo(status);
    return Message.of(fetched.text("body"));
  }
}
