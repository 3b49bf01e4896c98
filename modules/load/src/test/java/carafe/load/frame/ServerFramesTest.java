package carafe.load.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFramesTest {
  private final List<String> heard = new ArrayList<>();
  private final ServerFrames frames = new ServerFrames();

  private final FrameSink sink =
      new FrameSink() {
        @Override
        public void text(byte[] bytes, int offset, int length) {
          heard.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void ping(byte[] payload) {
          heard.add("ping " + new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void close(int code) {
          heard.add("close " + code);
        }

        @Override
        public boolean listens() {
          return true;
        }
      };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 300_000})
  void readsEveryFormOfLength(int length) throws BrokenFrames {
    String text = "x".repeat(length);
    feed(frame(0x81, text));
    assertThat(heard).containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000, 4096})
  void readsWhateverThePieces(int piece) throws BrokenFrames {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<String> texts =
        List.of("", "a", "β".repeat(100), "c".repeat(70_000), "d", "e".repeat(126));
    texts.forEach(text -> all.writeBytes(frame(0x81, text)));
    byte[] bytes = all.toByteArray();
    for (int at = 0; at < bytes.length; at += piece) {
      frames.feed(bytes, at, Math.min(bytes.length, at + piece), sink);
    }
    assertThat(heard).isEqualTo(texts);
  }

  @Test
  void joinsFragmentsAroundControlFrames() throws BrokenFrames {
    feed(frame(0x01, "one "));
    feed(frame(0x89, "p"));
    feed(frame(0x00, "two "));
    feed(frame(0x8A, "pong is nothing"));
    feed(frame(0x80, "three"));
    feed(frame(0x81, "next"));
    assertThat(heard).containsExactly("ping p", "one two three", "next");
  }

  @Test
  void readsCloseCodes() throws BrokenFrames {
    feed(new byte[] {(byte) 0x88, 2, 3, (byte) 0xF5});
    feed(new byte[] {(byte) 0x88, 0});
    assertThat(heard).containsExactly("close 1013", "close 1005");
  }

  @Test
  void refusesWhatServersMustNotSend() {
    broken(1002, new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 0});
    broken(1002, new byte[] {(byte) 0xC1, 0});
    broken(1002, new byte[] {(byte) 0x83, 0});
    broken(1002, new byte[] {(byte) 0x80, 0});
    broken(1002, new byte[] {0x09, 0});
    broken(1002, new byte[] {(byte) 0x88, 1, 0});
    broken(
        1002,
        ByteBuffer.allocate(4).put((byte) 0x89).put((byte) 126).putShort((short) 126).array());
    broken(
        1009, ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 127).putLong(1L << 40).array());
    broken(1009, ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 127).putLong(-1).array());
  }

  private void broken(int code, byte[] bytes) {
    assertThatThrownBy(() -> new ServerFrames().feed(bytes, 0, bytes.length, sink))
        .isInstanceOfSatisfying(BrokenFrames.class, e -> assertThat(e.closeCode()).isEqualTo(code));
  }

  @Test
  void refusesAMessageInAMessage() throws BrokenFrames {
    feed(frame(0x01, "begun"));
    assertThatThrownBy(() -> feed(frame(0x81, "other"))).isInstanceOf(BrokenFrames.class);
  }

  @Test
  void refusesAMessageThatGrowsTooLong() throws BrokenFrames {
    byte[] part = frame(0x01, "x".repeat(9 << 20));
    feed(part);
    part[0] = 0;
    assertThatThrownBy(() -> feed(part))
        .isInstanceOfSatisfying(BrokenFrames.class, e -> assertThat(e.closeCode()).isEqualTo(1009));
  }

  private void feed(byte[] bytes) throws BrokenFrames {
    frames.feed(bytes, 0, bytes.length, sink);
  }

  private static byte[] frame(int first, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else if (payload.length < 1 << 16) {
      frame.put((byte) 126).putShort((short) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    byte[] bytes = new byte[frame.position() + payload.length];
    frame.put(payload).flip().get(bytes);
    return bytes;
  }
}
