package carafe.rooms.hooks;

import carafe.rooms.json.AsBytes;
import carafe.rooms.message.ClientMessage;
import org.apache.pekko.util.ByteString;

/** What clients say to rooms of parties: whatever they like. */
sealed interface PartyMessage extends ClientMessage {
  record Text(String text) implements PartyMessage {}

  record Binary(@AsBytes ByteString bytes) implements PartyMessage {}
}
