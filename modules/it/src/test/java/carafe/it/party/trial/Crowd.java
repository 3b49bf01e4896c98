package carafe.it.party.trial;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives everybody back what they say; what is asked over HTTP is told to all. */
public final class Crowd implements Party {
  private final Room room;

  public Crowd(Room room) {
    this.room = room;
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, String message) {
    sender.send(message);
    return DONE;
  }

  @Override
  public CompletionStage<Response> onRequest(Request request) {
    room.broadcast(request.text());
    return CompletableFuture.completedStage(
        Response.text(200, Integer.toString(room.connections().size())));
  }
}
