package carafe.parties.user;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Json;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of RFC 7396, appendix A. */
class MergePatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"b\"}          | {\"a\":\"c\"}                 | {\"a\":\"c\"}",
        "{\"a\":\"b\"}          | {\"b\":\"c\"}                 | {\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"}          | {\"a\":null}                  | {}",
        "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null}               | {\"b\":\"c\"}",
        "{\"a\":[\"b\"]}        | {\"a\":\"c\"}                 | {\"a\":\"c\"}",
        "{\"a\":\"c\"}          | {\"a\":[\"b\"]}               | {\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}}  | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]}                  | {\"a\":[1]}",
        "[\"a\",\"b\"]          | [\"c\",\"d\"]                 | [\"c\",\"d\"]",
        "{\"a\":\"b\"}          | [\"c\"]                       | [\"c\"]",
        "{\"a\":\"foo\"}        | null                          | null",
        "{\"a\":\"foo\"}        | \"bar\"                       | \"bar\"",
        "{\"e\":null}           | {\"a\":1}                     | {\"e\":null,\"a\":1}",
        "[1,2]                  | {\"a\":\"b\",\"c\":null}      | {\"a\":\"b\"}",
        "{}                     | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}",
      })
  void mergesAsTheStandardSays(String target, String patch, String result) {
    JsonNode before = Json.tree(target);
    JsonNode change = Json.tree(patch);

    assertThat(MergePatch.apply(before, change)).isEqualTo(Json.tree(result));
    assertThat(before).as("left as it was").isEqualTo(Json.tree(target));
    assertThat(change).as("left as it was").isEqualTo(Json.tree(patch));
  }
}
