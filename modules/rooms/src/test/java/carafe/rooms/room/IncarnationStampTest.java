package carafe.rooms.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IncarnationStampTest {
  private static final ActorTestKit OFF = ActorTestKit.create("off");
  private static final ActorTestKit ON = ActorTestKit.create("on", config("on"));

  private final UnaryOperator<Frame> stamp = IncarnationStamp.in(ON.system());

  private static Config config(String value) {
    return ConfigFactory.parseString("carafe.rooms.debug-incarnations = " + value)
        .withFallback(ConfigFactory.load());
  }

  @AfterAll
  static void end() {
    OFF.shutdownTestKit();
    ON.shutdownTestKit();
  }

  @Test
  void isOffUnlessWanted() {
    Frame frame = text("{\"type\":\"x\"}");
    assertThat(IncarnationStamp.in(OFF.system()).apply(frame)).isSameAs(frame);
  }

  @Test
  void comesFirstInAnObject() {
    assertThat(read(stamp.apply(text("{\"type\":\"x\",\"n\":1}"))))
        .matches("\\{\"incarnation\":\"[^\"]+\",\"type\":\"x\",\"n\":1}");
    assertThat(read(stamp.apply(text("{}")))).matches("\\{\"incarnation\":\"[^\"]+\"}");
  }

  @Test
  void isTheSameForOneIncarnationAndDiffersForTheNext() {
    Frame frame = text("{\"type\":\"x\"}");
    assertThat(stamp.apply(frame)).isEqualTo(stamp.apply(frame));
    assertThat(IncarnationStamp.in(ON.system()).apply(frame)).isNotEqualTo(stamp.apply(frame));
  }

  @Test
  void leavesAloneWhatIsNoObject() {
    for (Frame frame :
        new Frame[] {text("[1]"), text("{"), text(""), Frames.binary(new byte[] {'{', '}'})}) {
      assertThat(stamp.apply(frame)).isSameAs(frame);
    }
  }

  @Test
  void keepsWhatReplacesTheFrame() {
    Frame tick = Frames.text("{\"a\":1}".getBytes(StandardCharsets.UTF_8), "tick");
    assertThat(stamp.apply(tick).conflation()).isEqualTo(Optional.of("tick"));
  }

  @Test
  void isOnOrOff() {
    assertThat(IncarnationStamp.isOn(config("on"))).isTrue();
    assertThatThrownBy(() -> IncarnationStamp.isOn(config("perhaps")))
        .isInstanceOf(ConfigException.class);
  }

  private static Frame text(String text) {
    return Frames.text(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(Frame frame) {
    return Frames.payload(frame).utf8String();
  }
}
