package carafe.rooms.connection;

import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ServerFrame;
import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox(4, 1000);

  @Test
  void givesFramesInOrder() {
    outbox.add(frame("a"));
    outbox.add(frame("b"));
    assertThat(drain()).containsExactly("text a", "text b");
    assertThat(outbox.take(100)).isEqualTo(ByteString.emptyByteString());
  }

  @Test
  void aNewerFrameOfANameComesAsIfTheOlderHadNeverBeenSent() {
    outbox.add(frame("tick 1", "tick"));
    outbox.add(frame("lobby 1", "lobby"));
    outbox.add(frame("question"));
    outbox.add(frame("tick 2", "tick"));
    outbox.add(frame("tick 3", "tick"));
    assertThat(drain()).containsExactly("text lobby 1", "text question", "text tick 3");

    outbox.add(frame("tick 4", "tick"));
    assertThat(drain()).containsExactly("text tick 4");
  }

  @Test
  void givesFramesAsTheyAreUpToSoManyBytes() {
    Frame first = frame("x".repeat(98));
    Frame second = frame("y".repeat(98));
    Frame third = frame("z".repeat(98));
    outbox.pong(Frames.pong(new byte[0]));
    outbox.add(first);
    outbox.add(second);
    outbox.add(third);
    outbox.close(Frames.close(1000, ""));
    List<Frame> taken = new ArrayList<>();
    assertThat(outbox.take(202, taken)).as("nothing waits any more").isFalse();
    assertThat(taken).hasSize(3).contains(first, second);
    assertThat(taken.get(1)).isSameAs(first);
    taken.clear();
    assertThat(outbox.take(1, taken)).isFalse();
    assertThat(taken).containsExactly(third);
    assertThat(outbox.isFinished()).isFalse();
    assertThat(outbox.take(202, taken)).isTrue();
    assertThat(taken).hasSize(2);
    assertThat(outbox.isFinished()).isTrue();
    taken.clear();
    outbox.take(202, taken);
    assertThat(taken).isEmpty();
  }

  @Test
  void refusesWhatIsOverTheBoundInFrames() {
    for (int i = 1; i <= 4; i++) {
      assertThat(outbox.add(frame("x", "name " + i))).isTrue();
    }
    assertThat(outbox.add(frame("y"))).isFalse();
    assertThat(outbox.add(frame("newer", "name 2"))).isTrue();
    assertThat(drain()).hasSize(4);
    assertThat(outbox.add(frame("y"))).isTrue();
  }

  @Test
  void refusesWhatIsOverTheBoundInBytes() {
    assertThat(outbox.add(frame("x".repeat(490), "big"))).isTrue();
    assertThat(outbox.add(frame("x".repeat(502)))).isTrue();
    assertThat(outbox.add(frame("x"))).isFalse();
    assertThat(outbox.add(frame("x", "big"))).isTrue();
    assertThat(outbox.add(frame("x".repeat(470)))).isTrue();
    assertThat(outbox.add(frame("x".repeat(20)))).isFalse();
    assertThat(drain()).hasSize(3);
    assertThat(outbox.add(frame("x".repeat(900)))).isTrue();
  }

  @Test
  void aSingleFrameMayBeLargerThanTheBound() {
    assertThat(outbox.add(frame("x".repeat(5000)))).isTrue();
    assertThat(outbox.add(frame("y"))).isFalse();
    assertThat(drain()).containsExactly("text " + "x".repeat(5000));
  }

  @Test
  void pingsAreAnsweredInOrderBeforeWhatWaits() {
    outbox.add(frame("a"));
    outbox.pong(Frames.pong(new byte[] {'1'}));
    outbox.pong(Frames.pong(new byte[] {'2'}));
    outbox.ping(Frames.ping(new byte[] {'3'}));
    outbox.ping(Frames.ping(new byte[] {'4'}));
    assertThat(drain()).containsExactly("pong 1", "pong 2", "ping 4", "text a");
    outbox.pong(Frames.pong(new byte[] {'5'}));
    assertThat(drain()).containsExactly("pong 5");
  }

  @Test
  void ofManyPingsTheNewestAreAnswered() {
    for (int i = 0; i < Outbox.PONGS_MAX + 3; i++) {
      outbox.pong(Frames.pong(new byte[] {(byte) ('A' + i)}));
    }
    assertThat(drain()).hasSize(Outbox.PONGS_MAX).startsWith("pong D").endsWith("pong S");
  }

  @Test
  void theCloseFrameIsTheLast() {
    outbox.add(frame("a"));
    outbox.close(Frames.close(1000, "bye"));
    outbox.pong(Frames.pong(new byte[0]));
    outbox.ping(Frames.ping(new byte[0]));
    assertThat(outbox.isFinished()).isFalse();
    assertThat(drain()).containsExactly("text a", "close 1000 bye");
    assertThat(outbox.isFinished()).isTrue();
    outbox.pong(Frames.pong(new byte[0]));
    assertThat(drain()).isEmpty();
  }

  @Test
  void clearingKeepsTheCloseFrame() {
    outbox.add(frame("x".repeat(900)));
    outbox.ping(Frames.ping(new byte[0]));
    outbox.close(Frames.close(1013, ""));
    outbox.clear();
    assertThat(drain()).containsExactly("close 1013");
  }

  @Test
  void takesAsManyWholeFramesAsFit() {
    for (String text : List.of("aaaa", "bbbb", "cccc", "dddd")) {
      outbox.add(frame(text));
    }
    assertThat(outbox.take(17).size()).isEqualTo(12);
    assertThat(outbox.take(17).size()).isEqualTo(12);
    assertThat(outbox.take(17).size()).isZero();
  }

  @Test
  void neverCutsAFrameHoweverLittleIsWanted() {
    outbox.add(frame("aaaa"));
    outbox.add(frame("bbbb"));
    assertThat(outbox.take(1).size()).isEqualTo(6);
    assertThat(outbox.take(1).size()).isEqualTo(6);
  }

  @Test
  void aFrameThatWaitsAloneIsNotCopied() {
    Frame shared = frame("for all");
    outbox.add(shared);
    assertThat(outbox.take(100)).isSameAs(shared.wire());
  }

  @Test
  void oneOfItsOwnThatANewerOneReplacesIsNotCountedTwice() {
    for (int i = 0; i < 5; i++) {
      outbox.addOwn(Frames.text(("answers " + i).getBytes(StandardCharsets.UTF_8), "answers"));
    }
    assertThat(outbox.own()).isEqualTo(outbox.bytes());
  }

  private List<String> drain() {
    List<String> frames = new ArrayList<>();
    for (ByteString next = outbox.take(2000); !next.isEmpty(); next = outbox.take(2000)) {
      ServerFrame.all(next.toArray()).forEach(f -> frames.add(f.toString()));
    }
    return frames;
  }
}
