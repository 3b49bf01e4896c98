package carafe.rooms.hooks;

import carafe.rooms.api.Unlisted;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.Cors;
import carafe.rooms.party.RoomType;
import java.util.Optional;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** A configured party as a kind of room. */
final class PartyRoom implements RoomType {
  private static final ClientLanguage LANGUAGE = new PartyLanguage();

  private final PartySettings settings;
  private final PartyHooks hooks;
  private final EntityTypeKey<RoomMessage> entity;
  private final LogLimit logLimit = new LogLimit();

  PartyRoom(PartySettings settings) {
    this.settings = settings;
    this.hooks = PartyHooks.of(settings.party());
    this.entity = EntityTypeKey.create(RoomMessage.class, settings.name());
  }

  PartySettings settings() {
    return settings;
  }

  PartyHooks hooks() {
    return hooks;
  }

  /** What all its rooms on this node may log together. */
  LogLimit logLimit() {
    return logLimit;
  }

  @Override
  public String party() {
    return settings.name();
  }

  @Override
  public Optional<String> objection(String room) {
    return Optional.empty();
  }

  @Override
  public ClientLanguage language() {
    return LANGUAGE;
  }

  @Override
  public int messageBytesMax() {
    return settings.messageBytesMax();
  }

  @Override
  public EntityTypeKey<RoomMessage> entity() {
    return entity;
  }

  @Override
  public boolean asksBeforeConnect() {
    return hooks.beforeConnect();
  }

  @Override
  public boolean listed() {
    return !settings.party().isAnnotationPresent(Unlisted.class);
  }

  @Override
  public Cors cors() {
    return settings.cors();
  }
}
