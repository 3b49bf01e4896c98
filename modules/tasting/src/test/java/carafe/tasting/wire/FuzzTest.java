package carafe.tasting.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.approved.Approved;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.ClientLanguage.Answered;
import carafe.rooms.party.ClientLanguage.Reading;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, reading ends in a message or in an {@code error}, never in an exception. */
final class FuzzTest {
  private static final long SEED = 20_240_101;
  private static final int ROUNDS = 20_000;

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<ClientLanguage> LANGUAGES =
      List.of(Speaking.language(), Speaking.keyedLanguage(), new HostLanguage());
  private static final List<byte[]> VALID =
      Approved.list("wire/from-client").stream()
          .sorted()
          .map(file -> Approved.bytes("wire/from-client/" + file))
          .toList();

  private final Random random = new Random(SEED);

  @Test
  void randomBytes() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      check(bytes);
    }
  }

  @Test
  void validMessagesWithBytesChangedLostOrDoubled() {
    int understood = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = oneOf(VALID).clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes = changed(bytes);
      }
      understood += check(bytes);
    }
    assertThat(understood).as("changes that leave a message right").isPositive();
  }

  @Test
  void validMessagesWithValuesOfOtherKinds() throws Exception {
    int understood = 0;
    for (int i = 0; i < ROUNDS; i++) {
      JsonNode message = JSON.readTree(oneOf(VALID));
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        change(message);
      }
      understood += check(bytes(message));
    }
    assertThat(understood).as("changes that leave a message right").isPositive();
  }

  /** Returns 1 if the game understood. */
  private static int check(byte[] bytes) {
    int understood = 0;
    for (ClientLanguage language : LANGUAGES) {
      Reading reading = language.text(bytes);
      if (reading instanceof Answered answered) {
        JsonNode error = Speaking.json(answered.answer());
        assertThat(error.get("type").textValue()).isEqualTo("error");
        assertThat(error.get("message").textValue()).isNotEmpty();
        ErrorCode.valueOf(error.get("code").textValue());
      } else {
        understood = 1;
      }
    }
    return understood;
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(4)) {
      case 0 -> {
        bytes[at] = (byte) random.nextInt();
        yield bytes;
      }
      case 1 -> {
        bytes[at] = (byte) "{}[]\",:\\0eE-.\0ntf ".charAt(random.nextInt(18));
        yield bytes;
      }
      case 2 -> Arrays.copyOf(bytes, at + 1);
      default -> {
        byte[] more = Arrays.copyOf(bytes, bytes.length + at);
        System.arraycopy(bytes, 0, more, bytes.length, at);
        yield more;
      }
    };
  }

  private void change(JsonNode node) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = oneOf(names);
      if (random.nextBoolean() && object.get(name).isContainerNode()) {
        change(object.get(name));
      } else if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, something());
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      if (random.nextBoolean() && array.get(at).isContainerNode()) {
        change(array.get(at));
      } else if (random.nextInt(4) == 0) {
        array.remove(at);
      } else {
        array.set(at, something());
      }
    }
  }

  private JsonNode something() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(random.nextInt(200));
      case 3 -> json.numberNode(random.nextDouble() * 1e300);
      case 4 -> json.numberNode(random.nextLong());
      case 5 -> json.textNode("");
      case 6 -> json.textNode("x".repeat(random.nextInt(300)));
      case 7 -> json.textNode(new String(Character.toChars(random.nextInt(0x110000))));
      case 8 -> json.arrayNode().add(random.nextInt());
      default -> json.objectNode().put("type", "host:start");
    };
  }

  private static byte[] bytes(JsonNode message) throws JsonProcessingException {
    return JSON.writeValueAsString(message).getBytes(UTF_8);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
