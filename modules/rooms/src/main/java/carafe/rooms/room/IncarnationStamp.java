package carafe.rooms.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import com.typesafe.config.Config;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.util.ByteString;

/**
 * Marks what one incarnation of a room tells, so that a test's clients can hear whether two of them
 * live at once: JSON objects get a field {@code incarnation}, anything else stays as it is.
 */
public final class IncarnationStamp implements UnaryOperator<Frame> {
  private static final String KEY = "carafe.rooms.debug-incarnations";

  private static final ByteString COMMA = ByteString.fromString(",");

  private final ByteString field;

  private IncarnationStamp(String incarnation) {
    this.field = ByteString.fromString("{\"incarnation\":\"" + incarnation + "\"", UTF_8);
  }

  /** What a new incarnation puts its frames through; itself nothing unless a test wants it. */
  static UnaryOperator<Frame> in(ActorSystem<?> system) {
    return isOn(system.settings().config())
        ? new IncarnationStamp(name(system))
        : UnaryOperator.identity();
  }

  /**
   * @throws com.typesafe.config.ConfigException when the setting is neither on nor off
   */
  public static boolean isOn(Config config) {
    return config.getBoolean(KEY);
  }

  /** Where it lives, for whoever reads a test's findings, and a number that no other one has. */
  private static String name(ActorSystem<?> system) {
    return system.address().hostPort() + "/" + UUID.randomUUID().toString().substring(0, 13);
  }

  @Override
  public Frame apply(Frame frame) {
    if (!Frames.isText(frame)) {
      return frame;
    }
    ByteString text = Frames.payload(frame);
    if (text.length() < 2 || text.apply(0) != '{') {
      return frame;
    }
    ByteString rest = text.drop(1);
    ByteString stamped =
        field.concat(rest.apply(0) == '}' ? ByteString.emptyByteString() : COMMA).concat(rest);
    return new Frame(Frames.text(stamped.toArray()).wire(), frame.conflation());
  }
}
