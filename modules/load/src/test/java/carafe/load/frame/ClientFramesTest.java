package carafe.load.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFramesTest {
  @Test
  void masksAsTheStandardShows() {
    // RFC 6455, 5.7: a single-frame masked text message, "Hello".
    assertThat(ClientFrames.frame(1, "Hello".getBytes(StandardCharsets.UTF_8), 0x37fa213d))
        .isEqualTo(
            new byte[] {
              (byte) 0x81,
              (byte) 0x85,
              0x37,
              (byte) 0xfa,
              0x21,
              0x3d,
              0x7f,
              (byte) 0x9f,
              0x4d,
              0x51,
              0x58
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 65_535, 65_536})
  void masksEveryLength(int length) {
    byte[] payload = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.wrap(ClientFrames.text(payload));
    assertThat(frame.get()).isEqualTo((byte) 0x81);
    int told = frame.get() & 0x7f;
    long real = told == 126 ? frame.getShort() & 0xffff : told == 127 ? frame.getLong() : told;
    assertThat(real).isEqualTo(length);
    byte[] mask = new byte[4];
    frame.get(mask);
    assertThat(frame.remaining()).isEqualTo(length);
    for (int i = 0; i < length; i++) {
      assertThat(frame.get() ^ mask[i & 3]).isEqualTo('x');
    }
  }

  @Test
  void saysCloseCodes() {
    byte[] frame = ClientFrames.close(1000);
    assertThat(frame).hasSize(8).startsWith(0x88, 0x82);
    assertThat(((frame[6] ^ frame[2]) & 0xff) << 8 | ((frame[7] ^ frame[3]) & 0xff))
        .isEqualTo(1000);
  }
}
