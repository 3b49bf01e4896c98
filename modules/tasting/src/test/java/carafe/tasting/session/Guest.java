package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.Member;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.message.Visitor;
import carafe.rooms.party.ClientLanguage;
import carafe.tasting.wire.GameLanguage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.util.ByteString;

/** One client behind a relay of its own: says JSON, and hears what reaches its connection. */
final class Guest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration HANG = Duration.ofSeconds(15);
  private static final int CONNECTION = 1;

  private final ClientLanguage language = new GameLanguage(false, new Chance()::seed);
  private final TestProbe<ToRelay> relay;
  private final EntityRef<RoomMessage> entity;
  private final Visitor visitor;
  private final Deque<JsonNode> heard = new ArrayDeque<>();
  private ByteString state = ByteString.emptyByteString();
  private ActorRef<RoomMessage> room;
  private long number;

  Guest(TestProbe<ToRelay> relay, EntityRef<RoomMessage> entity, String id) {
    this.relay = relay;
    this.entity = entity;
    this.visitor = new Visitor(id, "", Map.of("_pk", id), Map.of());
    this.room = attach();
    room.tell(new ToRoom.Opened(relay.ref(), ++number, member()));
  }

  private ActorRef<RoomMessage> attach() {
    long attachNumber = ++number;
    entity.tell(new ToRoom.Attach(relay.ref(), attachNumber));
    while (true) {
      if (relay.expectMessageClass(ToRelay.class, HANG) instanceof ToRelay.Attached attached) {
        return attached.room();
      }
    }
  }

  private Member member() {
    return new Member(CONNECTION, visitor, state);
  }

  /** The room has stopped; its next incarnation hears that this connection is there. */
  Guest returns() {
    room = attach();
    room.tell(new ToRoom.Returned(relay.ref(), ++number, List.of(member())));
    return this;
  }

  ActorRef<RoomMessage> room() {
    return room;
  }

  ActorRef<ToRelay> relay() {
    return relay.ref();
  }

  /** Says something as of now; what cannot be read is heard as its error. */
  Guest says(String json) {
    return says(json, Instant.now());
  }

  Guest says(String json, Instant at) {
    switch (language.text(json.getBytes(StandardCharsets.UTF_8))) {
      case ClientLanguage.Understood(var message) ->
          room.tell(new ToRoom.Heard(relay.ref(), ++number, CONNECTION, message, at));
      case ClientLanguage.Answered(var answer) -> heard.add(json(answer));
    }
    return this;
  }

  Guest closes(int code) {
    room.tell(new ToRoom.Closed(relay.ref(), ++number, CONNECTION, code, "", true));
    return this;
  }

  /** The next message of a type; others before it are dropped. */
  JsonNode hears(String type) {
    return hears(type, _ -> true);
  }

  JsonNode hears(String type, Predicate<JsonNode> condition) {
    Instant deadline = Instant.now().plus(HANG);
    List<JsonNode> others = new ArrayList<>();
    while (Instant.now().isBefore(deadline)) {
      if (heard.isEmpty()) {
        try {
          take(relay.expectMessageClass(ToRelay.class, HANG));
        } catch (AssertionError silence) {
          throw new AssertionError("never heard " + type + ", but " + others, silence);
        }
        continue;
      }
      JsonNode next = heard.remove();
      if (next.path("type").asText().equals(type) && condition.test(next)) {
        return next;
      }
      others.add(next);
    }
    return fail("never heard " + type);
  }

  JsonNode hearsError(String code) {
    JsonNode error = hears("error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    return error;
  }

  private void take(ToRelay message) {
    switch (message) {
      case ToRelay.ToAll m -> {
        if (!m.except().contains(CONNECTION)) {
          heard.add(json(m.frame()));
        }
      }
      case ToRelay.ToSome m -> {
        if (m.connections().contains(CONNECTION)) {
          heard.add(json(m.frame()));
        }
      }
      case ToRelay.Denied m -> heard.add(json(m.denied()));
      case ToRelay.Keep m -> state = m.state();
      case ToRelay.Attached _, ToRelay.Close _, ToRelay.Handled _, ToRelay.Again _ -> {}
    }
  }

  /** What a frame says: the JSON behind its header. */
  private static JsonNode json(Frame frame) {
    byte[] wire = frame.wire().toArrayUnsafe();
    int length = wire[1] & 0x7f;
    int header = length == 127 ? 10 : length == 126 ? 4 : 2;
    try {
      return JSON.readTree(wire, header, wire.length - header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
