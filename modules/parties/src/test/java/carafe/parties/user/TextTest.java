package carafe.parties.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Request;
import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of clients' JSON is let in. */
class TextTest {
  private static final Set<String> JSON = Set.of("application/json");

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  private static int refused(String text) {
    return catchThrowableOfType(AnswerException.class, () -> Text.read(text)).response().status();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"b\":[true,null,1.5],\"wine 🍷\":\"\"}",
        "{\"brackets\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}",
        "{\"quote\":\"\\\"[{\\\\\",\"a\":[]}",
        "123456789012345678901234567890",
      })
  void comesBackAsItWas(String text) {
    assertThat(Text.read(text).toString()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":[-1e400]}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":{\"\\udc00\":1}}",
      })
  void whatIsNoJsonOrWouldNotComeBackIsRefused(String text) {
    assertThat(refused(text)).isEqualTo(400);
  }

  @Test
  void depthIsBounded() {
    assertThat(Text.read(nested(Text.DEPTH_MAX)).isObject()).isTrue();
    assertThat(refused(nested(Text.DEPTH_MAX + 1))).isEqualTo(400);
    assertThat(refused("[".repeat(100_000))).isEqualTo(400);
  }

  @Test
  void aBodyIsJsonInUtf8() {
    Request put = Request.of("PUT").withBody(ByteString.fromString("{}"));

    assertThat(Text.body(put, JSON).isObject()).isTrue();
    assertThat(
            Text.body(put.withHeader("Content-Type", "Application/JSON; charset=UTF-8"), JSON)
                .isObject())
        .isTrue();
    assertThat(status(put.withHeader("Content-Type", "text/plain"))).isEqualTo(415);
    assertThat(status(put.withBody(ByteString.fromArray(new byte[] {'"', (byte) 0xFF, '"'}))))
        .isEqualTo(400);
  }

  private static int status(Request request) {
    return catchThrowableOfType(AnswerException.class, () -> Text.body(request, JSON))
        .response()
        .status();
  }
}
