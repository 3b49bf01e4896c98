package carafe.tasting.host;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.RoomType;
import carafe.rules.identity.HostId;
import carafe.tasting.wire.HostLanguage;
import java.util.Optional;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The party {@code host}: one room for each host id, which shows that host's sessions. */
public final class HostRoom implements RoomType {
  public static final String PARTY = "host";
  public static final EntityTypeKey<RoomMessage> ENTITY =
      EntityTypeKey.create(RoomMessage.class, PARTY);

  private final ClientLanguage language = new HostLanguage();
  private final int messageBytesMax;

  public HostRoom(int messageBytesMax) {
    this.messageBytesMax = messageBytesMax;
  }

  @Override
  public String party() {
    return PARTY;
  }

  @Override
  public Optional<String> objection(String room) {
    return HostId.isValid(room)
        ? Optional.empty()
        : Optional.of("A host id is 1 to 64 of the characters A-Z a-z 0-9 _ -.");
  }

  /** A host's id lets in whoever knows it, as long as no key is bound to it. */
  @Override
  public boolean listed() {
    return false;
  }

  @Override
  public ClientLanguage language() {
    return language;
  }

  @Override
  public int messageBytesMax() {
    return messageBytesMax;
  }

  @Override
  public EntityTypeKey<RoomMessage> entity() {
    return ENTITY;
  }
}
