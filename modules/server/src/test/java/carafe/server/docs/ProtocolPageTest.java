package carafe.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.party.ClientLanguage.Understood;
import carafe.rules.chance.Seed;
import carafe.tasting.wire.ErrorCode;
import carafe.tasting.wire.GameLanguage;
import carafe.tasting.wire.MessageType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/protocol.md} tells of every message and error, and of none that does not exist. */
class ProtocolPageTest {
  private static final Path APPROVED =
      Docs.ROOT.resolve("modules/tasting/src/test/resources/approved/wire");
  private static final Pattern MESSAGE = Pattern.compile("(?m)^### `(.*)`$");
  private static final Pattern ERROR = Pattern.compile("[A-Z_]+");
  private static final JsonMapper JSON = new JsonMapper();

  private final String page = Docs.text("docs/protocol.md");

  @Test
  void everyMessageHasItsSection() throws IOException {
    TreeSet<String> types =
        Arrays.stream(MessageType.values())
            .map(MessageType::wireName)
            .collect(Collectors.toCollection(TreeSet::new));
    for (JsonNode message : approved("to-client")) {
      types.add(message.get("type").textValue());
    }

    assertThat(Docs.found(MESSAGE, page)).containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void everyErrorHasItsRow() {
    assertThat(Docs.rows(ERROR, page).stream().map(List::getFirst))
        .containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
  }

  @Test
  void everyExampleIsAnApprovedFile() throws IOException {
    List<JsonNode> files = approved("");

    assertThat(Docs.blocks("json", page))
        .hasSizeGreaterThan(30)
        .allSatisfy(example -> assertThat(files).contains(json(example)));
  }

  @Test
  void theReadmesMessagesAreUnderstood() {
    var language = new GameLanguage(false, () -> new Seed("0".repeat(64)));

    assertThat(Docs.blocks("json", Docs.text("README.md")).stream().flatMap(String::lines))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(language.text(line.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Understood.class));
  }

  private static List<JsonNode> approved(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(APPROVED.resolve(folder))) {
      List<JsonNode> messages = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        messages.add(json(Docs.text(file)));
      }
      assertThat(messages).isNotEmpty();
      return messages;
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
