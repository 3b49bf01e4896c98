package carafe.rooms.party;

import carafe.rooms.message.RoomMessage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The room types of a node by their names. */
public final class RoomTypes {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private final Map<String, RoomType> byParty;

  private RoomTypes(Map<String, RoomType> byParty) {
    this.byParty = byParty;
  }

  /**
   * @throws IllegalArgumentException for a name that is no part of an address as it is, for two
   *     types of one name, and for two that would share their rooms; it says which
   */
  public static RoomTypes of(RoomType... types) {
    return of(List.of(types));
  }

  /** The same for a collection. */
  public static RoomTypes of(Collection<? extends RoomType> types) {
    Map<String, RoomType> byParty = new LinkedHashMap<>();
    Map<String, String> parties = new LinkedHashMap<>();
    for (RoomType type : types) {
      String party = type.party();
      nameObjection(party)
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(why);
              });
      if (byParty.putIfAbsent(party, type) != null) {
        throw new IllegalArgumentException("Two parties are named \"%s\"".formatted(party));
      }
      String other = parties.putIfAbsent(type.entity().name(), party);
      if (other != null) {
        throw new IllegalArgumentException(
            "The parties \"%s\" and \"%s\" are sharded under one key, \"%s\""
                .formatted(other, party, type.entity().name()));
      }
    }
    return new RoomTypes(byParty);
  }

  /** Why a party cannot have that name, if so. */
  public static Optional<String> nameObjection(String party) {
    return NAME.matcher(party).matches()
        ? Optional.empty()
        : Optional.of(
            "A party cannot be named \"%s\": 1 to 64 letters, digits, _ or -, the first a letter or digit"
                .formatted(party));
  }

  public Optional<RoomType> get(String party) {
    return Optional.ofNullable(byParty.get(party));
  }

  /** Under which key the rooms of a party are sharded. */
  public Optional<EntityTypeKey<RoomMessage>> entity(String party) {
    return get(party).map(RoomType::entity);
  }

  /** In the order they were given. */
  public Collection<RoomType> all() {
    return List.copyOf(byParty.values());
  }
}
