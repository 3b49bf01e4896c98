package carafe.rooms.http;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.Cors;
import carafe.rooms.party.RoomType;
import carafe.rooms.testing.EchoType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Rooms that echo over WebSocket and answer over HTTP; the party itself answers POST. */
record TestType(EchoType echo, boolean asksBeforeConnect, boolean looksAtVisitors, Cors cors)
    implements RoomType {
  /** Nothing out of the ordinary. */
  static TestType plain() {
    return new TestType(EchoType.ECHO, false, true, Cors.none());
  }

  /** Asked before anybody comes in. */
  static TestType guarded(String party) {
    return new TestType(new EchoType(party, 1024), true, true, Cors.none());
  }

  /** Does not care what a client shows beside its id. */
  static TestType incurious(String party) {
    return new TestType(new EchoType(party, 1024), false, false, Cors.none());
  }

  /** Open to pages of these origins. */
  static TestType open(String party, String... origins) {
    return new TestType(new EchoType(party, 1024), false, true, new Cors(List.of(origins)));
  }

  @Override
  public String party() {
    return echo.party();
  }

  @Override
  public Optional<String> objection(String room) {
    return echo.objection(room);
  }

  @Override
  public ClientLanguage language() {
    return echo;
  }

  @Override
  public int messageBytesMax() {
    return echo.messageBytesMax();
  }

  @Override
  public EntityTypeKey<RoomMessage> entity() {
    return echo.entity();
  }

  @Override
  public String logName(String room) {
    return room.startsWith("secret") ? party() + "/…" : party() + "/" + room;
  }

  @Override
  public Optional<CompletionStage<Response>> request(Request request) {
    if (request.query().containsKey("throw")) {
      throw new IllegalStateException("a party's mistake");
    }
    return request.method().equals("POST")
        ? Optional.of(
            CompletableFuture.completedStage(Response.text(201, "made " + request.query())))
        : Optional.empty();
  }
}
