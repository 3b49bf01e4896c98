package carafe.rooms.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rooms.echo.Say;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.RoomType;
import java.util.Optional;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Rooms of {@link TalkRoom}, under whatever name. */
public record TalkType(String party, boolean asksBeforeConnect, boolean listed)
    implements RoomType, ClientLanguage {
  public static final TalkType TALK = new TalkType("talk", false, true);

  /** Asks before somebody connects. */
  public static final TalkType GUARDED = new TalkType("guarded", true, true);

  /** Shows no ids. */
  public static final TalkType SECRET = new TalkType("secret", false, false);

  public static final int MESSAGE_BYTES_MAX = 1000;

  @Override
  public Optional<String> objection(String room) {
    return room.startsWith("bad") ? Optional.of("No room begins with bad.") : Optional.empty();
  }

  @Override
  public ClientLanguage language() {
    return this;
  }

  @Override
  public int messageBytesMax() {
    return MESSAGE_BYTES_MAX;
  }

  @Override
  public EntityTypeKey<RoomMessage> entity() {
    return EntityTypeKey.create(RoomMessage.class, party);
  }

  @Override
  public Reading text(byte[] utf8) {
    String text = new String(utf8, UTF_8);
    return text.startsWith("what?")
        ? new Answered(TalkRoom.frame("that!"))
        : new Understood(Say.once(text));
  }

  @Override
  public Reading binary(byte[] bytes) {
    return new Understood(Say.once("in bytes: " + new String(bytes, UTF_8)));
  }

  @Override
  public Frame trouble(Trouble trouble) {
    return TalkRoom.frame(trouble.name());
  }
}
