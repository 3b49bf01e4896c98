package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.Connection;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Verdict;
import carafe.rooms.echo.Say;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.Caller;
import carafe.rooms.message.Mark;
import carafe.rooms.message.Member;
import carafe.rooms.message.Numbers;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.message.Visitor;
import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that crosses nodes comes out as it went in. */
class SerializationTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.provider = local")
              .withFallback(ConfigFactory.load("node")));
  private static final ActorRef<ToRelay> RELAY = KIT.createTestProbe(ToRelay.class).ref();
  private static final ActorRef<RoomMessage> ROOM = KIT.createTestProbe(RoomMessage.class).ref();
  private static final ActorRef<Response> CLIENT = KIT.createTestProbe(Response.class).ref();
  private static final ActorRef<Verdict> GUEST = KIT.createTestProbe(Verdict.class).ref();

  private static final ByteString BYTES = ByteString.fromArray(new byte[] {0, -1, 127, -128});
  private static final Frame FRAME = new Frame(BYTES, Optional.of("tick"));
  private static final Frame LASTING = new Frame(BYTES, Optional.empty());
  private static final Numbers NUMBERS = Numbers.of(3, 1, 2_000_000_000);
  private static final Mark MARK = new Mark(1, 2, Long.MAX_VALUE);
  private static final Member MEMBER =
      new Member(
          7,
          new Visitor(
              "id",
              "/rest/ü",
              Map.of("k", "v 🍷"),
              Map.of("cookie", List.of("a=b", "c=d")),
              Optional.of(new RoomAddress("chat", "a/b"))),
          BYTES);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static List<Object> messages() {
    return List.of(
        new ToRoom.Attach(RELAY, 1),
        new ToRoom.Returned(RELAY, 2, List.of(MEMBER, MEMBER)),
        new ToRoom.Opened(RELAY, 3, MEMBER),
        new ToRoom.Heard(
            RELAY, 4, 7, Say.again("seat", "grüß 🍷"), Instant.ofEpochSecond(9, 123_456_789)),
        new ToRoom.Heard(RELAY, 4, 7, Say.checked("once"), Instant.EPOCH),
        new ToRoom.Closed(RELAY, 5, 7, 1006, "", false),
        new ToRoom.Silent(RELAY, 6, NUMBERS),
        new ToRoom.Silent(RELAY, 6, Numbers.none()),
        new ToRoom.Detach(RELAY, 7),
        new ToRoom.Requested(
            new Request(
                "POST",
                "/x",
                Map.of("a", "b"),
                Map.of("accept", List.of("*/*")),
                BYTES,
                Optional.of(new RoomAddress("chat", "a/b"))),
            List.of(new Caller(new RoomAddress("chat", "1"), 7)),
            CLIENT),
        new ToRoom.Knocked(Request.get(), List.of(), GUEST),
        new ToRoom.Wake(Optional.of(Instant.ofEpochSecond(9, 123_456_000))),
        new ToRoom.Stop(),
        new ToRelay.Attached(ROOM, 5, MARK),
        new ToRelay.ToAll(FRAME, NUMBERS, MARK),
        new ToRelay.ToAllAtOnce(List.of(FRAME, LASTING), MARK),
        new ToRelay.ToSome(LASTING, NUMBERS, MARK),
        new ToRelay.Close(NUMBERS, 4000, "out", MARK),
        new ToRelay.Keep(7, BYTES, MARK),
        new ToRelay.Denied(7, FRAME, LASTING, MARK),
        new ToRelay.Handled(MARK),
        new ToRelay.Again(MARK),
        new ToRelay.Ended(MARK),
        new Response(201, Map.of("content-type", "text/plain"), BYTES, Response.Kind.CIRCLE),
        new Verdict.Admitted(Request.post(Map.of("a", 1))),
        new Verdict.Answered(Response.redirect("/")));
  }

  private static byte[] bytes(Object message) {
    return serialization().serialize(message).get();
  }

  private static Object back(Object message, byte[] bytes) {
    var serializer = serialization().findSerializerFor(message);
    return serialization()
        .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, message))
        .get();
  }

  private static Serialization serialization() {
    return SerializationExtension.get(Adapter.toClassic(KIT.system()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void comesOutAsItWentIn(Object message) {
    assertThat(back(message, bytes(message))).isEqualTo(message);
  }

  /** Builds that do not tell it may be in one cluster with this one. */
  @Test
  void aWakeThatDoesNotTellTheInstantIsRead() {
    ToRoom.Wake silent = new ToRoom.Wake(Optional.empty());
    byte[] nothing = bytes(new ToRoom.Stop());
    assertThat(back(silent, nothing)).isEqualTo(silent);
  }

  @Test
  void noMessageIsLeftOut() {
    assertThat(Stream.of(ToRoom.class, ToRelay.class).flatMap(SerializationTest::records))
        .isSubsetOf(messages().stream().map(Object::getClass).toList());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(SerializationTest::records);
  }

  /** Artery drops what is larger than its frames, and the relay has to begin anew. */
  @Test
  void theLargestMessageOfAClientFitsBetweenTwoNodes() {
    String largest = "x".repeat(Connection.MESSAGE_BYTES_MAX);
    byte[] heard = bytes(new ToRoom.Heard(RELAY, 4, 7, Say.once(largest), Instant.EPOCH));
    long frame =
        KIT.system()
            .settings()
            .config()
            .getBytes("pekko.remote.artery.advanced.maximum-frame-size");
    assertThat(heard.length).isLessThan((int) frame - (64 << 10));
  }

  @Test
  void whatClientsSayGoesByItsRegisteredNameNotByItsClass() {
    String bytes =
        ByteString.fromArray(bytes(new ToRoom.Heard(RELAY, 4, 7, Say.once("x"), Instant.EPOCH)))
            .utf8String();
    assertThat(bytes).contains("say").doesNotContain("carafe");
  }

  @Test
  void theLargestBroadcastFitsAFrameBetweenNodes() {
    Frame results = new Frame(ByteString.fromArray(new byte[1_200_000]), Optional.empty());
    Numbers all = Numbers.of(IntStream.range(0, 20_000).toArray());
    int size = bytes(new ToRelay.ToSome(results, all, MARK)).length;
    assertThat(size).isBetween(1_200_000, 1_300_000);
  }
}
