package carafe.tasting.wire;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.approved.Approved;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients say reaches a room on another node as it was read. */
final class BetweenNodesTest {
  private static final ActorTestKit KIT = ActorTestKit.create("between-nodes");
  private static final Serialization SERIALIZATION = SerializationExtension.get(KIT.system());

  static Set<String> files() {
    return new TreeSet<>(Approved.list("wire/from-client"));
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @ParameterizedTest
  @MethodSource("files")
  void arrivesAsItWasRead(String file) throws Exception {
    ToRoom.Heard heard = heard(read(file));

    assertThat(SERIALIZATION.deserialize(bytes(heard), id(heard), manifest(heard)).get())
        .isEqualTo(heard);
  }

  @Test
  void travelsUnderStableNames() throws Exception {
    Set<String> names = new TreeSet<>();
    for (String file : files()) {
      JsonNode travelling = new CBORMapper().readTree(bytes(heard(read(file))));
      names.add(travelling.get("message").get("type").textValue());
    }

    assertThat(names)
        .containsExactly(
            "create_session",
            "host_command",
            "join_session",
            "rejoin_host",
            "rejoin_session",
            "submit_answer",
            "update_session",
            "watch_session");
  }

  private static FromClient read(String file) {
    return Speaking.understood(
        Speaking.language().text(Approved.bytes("wire/from-client/" + file)));
  }

  private static ToRoom.Heard heard(FromClient message) {
    return new ToRoom.Heard(
        KIT.<ToRelay>createTestProbe().getRef(),
        7,
        1,
        message,
        Instant.parse("2024-01-01T20:00:00.123456789Z"));
  }

  private static byte[] bytes(ToRoom.Heard heard) {
    return SERIALIZATION.serialize(heard).get();
  }

  private static int id(ToRoom.Heard heard) {
    return SERIALIZATION.findSerializerFor(heard).identifier();
  }

  private static String manifest(ToRoom.Heard heard) {
    return Serializers.manifestFor(SERIALIZATION.findSerializerFor(heard), heard);
  }
}
