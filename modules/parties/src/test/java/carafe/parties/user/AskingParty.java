package carafe.parties.user;

import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import java.util.concurrent.CompletionStage;

/** Hands what it is asked on to a user's room, with the key of its query. */
public final class AskingParty implements Party {
  private final Room room;

  public AskingParty(Room room) {
    this.room = room;
  }

  @Override
  public CompletionStage<Response> onRequest(Request request) {
    Request asked = Request.get();
    String key = request.query().get("with");
    return room.parties()
        .get("user")
        .get(room.id())
        .fetch(key == null ? asked : asked.withHeader("authorization", "Bearer " + key));
  }
}
