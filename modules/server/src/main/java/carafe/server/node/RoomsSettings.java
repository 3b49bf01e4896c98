package carafe.server.node;

import carafe.rooms.awake.WakerSettings;
import carafe.rooms.calls.CallSettings;
import carafe.rooms.census.CensusSettings;
import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.hooks.HookSettings;
import carafe.rooms.hooks.PartySettings;
import carafe.rooms.http.HttpSettings;
import carafe.rooms.recovery.RecoverySettings;
import carafe.rooms.relay.RelaySettings;
import carafe.rooms.room.IncarnationStamp;
import carafe.rooms.storage.StorageLimits;
import carafe.rooms.transport.TransportSettings;
import carafe.server.problem.StartProblem;
import carafe.server.settings.PartiesReader;
import carafe.tasting.TastingSettings;
import carafe.tasting.host.HostRoom;
import carafe.tasting.session.SessionRoom;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.List;
import java.util.Set;

/** All settings of rooms and of the game, read before anything is started. */
public record RoomsSettings(
    ConnectionSettings connection,
    HttpSettings http,
    TransportSettings transport,
    RelaySettings relay,
    DenialSettings denials,
    WakerSettings waker,
    RecoverySettings recovery,
    StorageLimits storage,
    HookSettings hooks,
    CallSettings calls,
    CensusSettings census,
    TastingSettings tasting,
    List<PartySettings> parties) {
  /** The game's own. */
  private static final Set<String> RESERVED = Set.of(SessionRoom.PARTY, HostRoom.PARTY);

  public RoomsSettings {
    parties = List.copyOf(parties);
    // Else one body, or one frame, could never be had.
    atLeast(
        "partial-bytes-max",
        connection.partialBytesMax(),
        2L * http.bodyBytesMax(),
        "twice http.body-bytes-max");
    atLeast(
        "unread-bytes-max",
        connection.unreadBytesMax(),
        connection.outboundBytesMax(),
        "connection.outbound-bytes-max");
  }

  private static void atLeast(String key, long value, long least, String why) {
    if (value < least) {
      throw new IllegalArgumentException(
          "carafe.rooms.connection.%s is %d bytes: it must be at least %s, %d bytes"
              .formatted(key, value, why, least));
    }
  }

  /**
   * @throws StartProblem naming the key whose value is wrong
   */
  public static RoomsSettings of(Config config) {
    try {
      IncarnationStamp.isOn(config); // each room reads it for itself
      RoomsSettings rooms =
          new RoomsSettings(
              ConnectionSettings.of(config),
              HttpSettings.of(config),
              TransportSettings.of(config),
              RelaySettings.of(config),
              DenialSettings.of(config),
              WakerSettings.of(config),
              RecoverySettings.of(config),
              StorageLimits.of(config),
              HookSettings.of(config),
              CallSettings.of(config),
              CensusSettings.of(config),
              TastingSettings.from(config.getConfig("carafe")),
              PartiesReader.read(config, RESERVED));
      SettingsTogether.check(rooms, config);
      return rooms;
    } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
      throw new StartProblem("A setting is wrong: " + e.getMessage(), e);
    }
  }
}
