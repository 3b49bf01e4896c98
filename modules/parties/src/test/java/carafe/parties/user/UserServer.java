package carafe.parties.user;

import carafe.rooms.hooks.PartyServer;
import carafe.rooms.hooks.PartyServerExtension;
import java.util.Map;

/** A server with {@link UserParty}, and with {@link AskingParty} beside it. */
final class UserServer extends PartyServerExtension {
  UserServer() {
    super(() -> new PartyServer("", Map.of("user", UserParty.class, "asking", AskingParty.class)));
  }

  UserRoom freshRoom() {
    return new UserRoom(this);
  }
}
