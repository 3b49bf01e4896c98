package carafe.rooms.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** A response that would be lost between nodes cannot be made. */
class ResponseBoundsTest {
  @Test
  void aBodyHasABound() {
    Response largest =
        new Response(200, Map.of(), ByteString.fromArray(new byte[Response.BODY_BYTES_MAX]));
    assertThat(largest.body().size()).isEqualTo(1 << 20);
    ByteString larger = ByteString.fromArray(new byte[Response.BODY_BYTES_MAX + 1]);
    assertThatThrownBy(() -> new Response(200, Map.of(), larger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A response's body has 1048577 bytes, at most 1048576 may be sent");
  }

  @Test
  void headersHaveOneTogether() {
    String half = "x".repeat(Response.HEADER_CHARACTERS_MAX / 2);
    Response one = Response.empty(200).withHeader("a", half);
    assertThatThrownBy(() -> one.withHeader("b", half))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("headers have 65538 characters, at most 65536");
  }
}
