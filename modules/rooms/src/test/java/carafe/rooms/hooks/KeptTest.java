package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptTest {
  static Stream<Kept> all() {
    return Stream.of(
        Kept.NOTHING,
        Kept.NOTHING.withTags(List.of("owner")),
        Kept.NOTHING.withState(Map.of("name", "Ann")),
        Kept.NOTHING.withTags(List.of("a", "b")).withState(7).withArriving(true));
  }

  @ParameterizedTest
  @MethodSource("all")
  void goesWithAConnectionAsItIs(Kept kept) {
    assertThat(Kept.read(kept.bytes())).isEqualTo(kept);
  }

  @Test
  void isNoBytesWhenItIsNothing() {
    assertThat(Kept.NOTHING.bytes()).isEqualTo(ByteString.emptyByteString());
  }

  @Test
  void hasFormsThatFormerIncarnationsWrote() {
    assertThat(Kept.read(ByteString.fromString("{\"tags\":[\"owner\"],\"state\":null}")))
        .isEqualTo(Kept.NOTHING.withTags(List.of("owner")));
    assertThat(Kept.NOTHING.withTags(List.of("owner")).bytes().utf8String())
        .isEqualTo("{\"tags\":[\"owner\"]}");
  }

  @Test
  void aStateOfJsonNullIsNone() {
    assertThat(Kept.NOTHING.withState(NullNode.instance)).isEqualTo(Kept.NOTHING);
  }
}
