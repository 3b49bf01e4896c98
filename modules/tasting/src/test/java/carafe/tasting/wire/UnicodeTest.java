package carafe.tasting.wire;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.identity.HostId;
import carafe.rules.plan.Plan;
import carafe.tasting.wire.FromClient.UpdateSession;
import carafe.tasting.wire.ToClient.SessionUpdated;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts come back as they went in, in NFC. */
final class UnicodeTest {
  private static final HostId HOST = new HostId("TANNIC-FALCON");
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "\"quoted\" \\ back/slash",
        "Château d'Yquem",
        "Cha\u0302teau", // combining, becomes one character
        "Ångström \u212b", // the sign for it becomes the letter
        "👩‍👩‍👧‍👦 🇵🇹 🍷",
        "יין אדום",
        "نبيذ \u200fأحمر\u200e", // with direction marks
        "赤ワイン 甲州",
        "შავი ღვინო",
        "नमस्ते",
        "\ud83c\udf77",
        "line\u2028separator",
        "</script><!-- ${x} {{y}} -->",
        "𝔅𝔬𝔯𝔡𝔢𝔞𝔲𝔵"
      })
  void comesBackAsItWentIn(String text) throws IOException {
    Plan plan = read(text, false);

    assertThat(plan).isEqualTo(read(text, true));
    assertThat(plan.title()).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
    JsonNode written =
        JSON.readTree(
            GameFrames.json(new SessionUpdated(plan.wines(), 30, plan.title())).toArray());
    assertThat(written.get("sessionTitle").textValue()).isEqualTo(plan.title());
    assertThat(written.get("wines").get(0).get("name").textValue()).isEqualTo(plan.title());
  }

  @Test
  void emojiSurviveWhereverABufferOfTheWriterEnds() throws IOException {
    for (int shift = 0; shift < 8; shift++) {
      String cellar = "x".repeat(shift) + "🍷".repeat(30_000);

      byte[] json = GameFrames.json(new ToClient.SessionCreated(cellar, HOST)).toArray();

      assertThat(JSON.readTree(json).get("code").textValue()).isEqualTo(cellar);
      assertThat(json).hasSizeLessThan(4 * 30_000 + 100); // as themselves, not as escapes
    }
  }

  /** Reads it as a client may write it: as it is, or every character escaped. */
  private static Plan read(String text, boolean escaped) throws IOException {
    String title = escaped ? escaped(text) : JSON.writeValueAsString(text);
    String message =
        """
        {"type":"update_session","title":%s,"timerSeconds":30,"wines":[{"name":%s,"questions":[
        {"category":"color","correctAnswer":"a","distractors":["b","c","d"]}]}]}\
        """
            .formatted(title, title);
    return ((UpdateSession) Speaking.understood(Speaking.say(Speaking.language(), message))).plan();
  }

  private static String escaped(String text) {
    var json = new StringBuilder("\"");
    text.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
    return json.append('"').toString();
  }
}
