package carafe.rooms.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 8100",
    "1, 8101",
    "125, 817d",
    "126, 817e007e",
    "65535, 817effff",
    "65536, 817f0000000000010000",
    "1300000, 817f000000000013d620"
  })
  void writesTheShortestLength(int length, String header) {
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) 'x');

    byte[] wire = Frames.text(payload).wire().toArrayUnsafe();

    byte[] expected = HexFormat.of().parseHex(header);
    assertThat(wire).hasSize(expected.length + length).startsWith(expected).endsWith(payload);
  }

  @Test
  void tellsTheKindsApart() {
    assertThat(hex(Frames.text("hé".getBytes(UTF_8)).wire())).isEqualTo("810368c3a9");
    assertThat(hex(Frames.binary(new byte[] {1, 2}).wire())).isEqualTo("82020102");
    assertThat(hex(Frames.ping(new byte[] {1}).wire())).isEqualTo("890101");
    assertThat(hex(Frames.pong(new byte[0]).wire())).isEqualTo("8a00");
    assertThat(hex(Frames.close(1000, "").wire())).isEqualTo("880203e8");
    assertThat(hex(Frames.close(4321, "no").wire())).isEqualTo("880410e16e6f");
    assertThat(hex(Frames.close(CloseCodes.NONE, "not sent").wire())).isEqualTo("8800");
  }

  @Test
  void onlyNamedFramesAreReplaceable() {
    assertThat(Frames.text(new byte[0]).conflation()).isEmpty();
    assertThat(Frames.text(new byte[0], "tick").conflation()).contains("tick");
  }

  @Test
  void doesNotShareTheCallersArray() {
    byte[] payload = {'a'};
    Frame frame = Frames.text(payload);
    payload[0] = 'b';
    assertThat(hex(frame.wire())).isEqualTo("810161");
  }

  @Test
  void cutsAReasonBetweenTwoCharacters() {
    assertThat(reason("r".repeat(123))).hasSize(123);
    assertThat(reason("r".repeat(124))).hasSize(123);
    assertThat(reason("r".repeat(122) + "é")).isEqualTo("r".repeat(122));
    assertThat(reason("r".repeat(121) + "é!")).isEqualTo("r".repeat(121) + "é");
    assertThat(reason("r".repeat(120) + "🍷")).isEqualTo("r".repeat(120));
    assertThat(reason("🍷".repeat(50))).isEqualTo("🍷".repeat(30));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 999, 1004, 1006, 1015, 1016, 2999, 5000, 70000})
  void refusesACodeThatMayNotTravel(int code) {
    assertThatThrownBy(() -> Frames.close(code, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("" + code);
  }

  @Test
  void refusesTooMuchInAControlFrame() {
    assertThat(Frames.ping(new byte[125]).wire().size()).isEqualTo(127);
    assertThatThrownBy(() -> Frames.ping(new byte[126]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String reason(String asked) {
    ByteString wire = Frames.close(1011, asked).wire();
    return wire.drop(4).utf8String();
  }

  private static String hex(ByteString wire) {
    return HexFormat.of().formatHex(wire.toArrayUnsafe());
  }
}
