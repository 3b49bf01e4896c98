package carafe.rooms.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.RoomType;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** A room type whose clients just talk. */
public record EchoType(String party, int messageBytesMax) implements RoomType, ClientLanguage {
  /** Any text but one that begins with {@code what?}, which is answered at once. */
  public record Said(String text) implements ClientMessage {
    /** As many as its words. */
    @Override
    public int weight() {
      return text.split(" ", -1).length;
    }
  }

  public static final EchoType ECHO = new EchoType("echo", 64 * 1024);

  @Override
  public Optional<String> objection(String room) {
    return room.startsWith("bad") ? Optional.of("no room begins with bad") : Optional.empty();
  }

  @Override
  public ClientLanguage language() {
    return this;
  }

  @Override
  public EntityTypeKey<RoomMessage> entity() {
    return EntityTypeKey.create(RoomMessage.class, party);
  }

  @Override
  public Reading text(byte[] utf8) {
    String text = new String(utf8, UTF_8);
    return text.startsWith("what?")
        ? new Answered(frame("that: " + text))
        : new Understood(new Said(text));
  }

  @Override
  public Reading binary(byte[] bytes) {
    return new Understood(new Said("bytes " + HexFormat.of().formatHex(bytes)));
  }

  @Override
  public Frame trouble(Trouble trouble) {
    return frame(trouble.name());
  }

  public static Frame frame(String text) {
    return Frames.text(text.getBytes(UTF_8));
  }

  public static Frame frame(String text, String conflation) {
    return Frames.text(text.getBytes(UTF_8), conflation);
  }
}
