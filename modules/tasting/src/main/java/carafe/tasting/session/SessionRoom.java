package carafe.tasting.session;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.RoomType;
import carafe.tasting.wire.GameLanguage;
import carafe.tasting.wire.HttpAnswers;
import carafe.tasting.wire.HttpBody;
import carafe.tasting.wire.Refusals;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The party {@code main}: one room for each session code. */
public final class SessionRoom implements RoomType {
  public static final String PARTY = "main";
  public static final EntityTypeKey<RoomMessage> ENTITY =
      EntityTypeKey.create(RoomMessage.class, PARTY);

  private final ClientLanguage language;
  private final int messageBytesMax;
  private final FreeCodes freeCodes;
  private final ReservationLimit limit;

  /** The party on this node. */
  public static SessionRoom create(
      ClusterSharding sharding,
      SessionSettings settings,
      boolean requireHostKey,
      int messageBytesMax) {
    Chance chance = new Chance();
    return new SessionRoom(
        new GameLanguage(requireHostKey, chance::seed),
        messageBytesMax,
        FreeCodes.of(sharding, settings, chance),
        new ReservationLimit(
            settings.reservationsInFlight(),
            settings.reservationsPerSecond(),
            settings.reservationsBurst()));
  }

  private SessionRoom(
      ClientLanguage language, int messageBytesMax, FreeCodes freeCodes, ReservationLimit limit) {
    this.language = language;
    this.messageBytesMax = messageBytesMax;
    this.freeCodes = freeCodes;
    this.limit = limit;
  }

  @Override
  public String party() {
    return PARTY;
  }

  @Override
  public Optional<String> objection(String room) {
    return SessionCode.isValid(room)
        ? Optional.empty()
        : Optional.of("A session code is 4 to 10 digits.");
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

  /** A phone is its id: ten thousand of them would keep their browsers' headers. */
  @Override
  public boolean looksAtVisitors() {
    return false;
  }

  /** {@code POST /parties/main} reserves a free code. */
  @Override
  public Optional<CompletionStage<Response>> request(Request request) {
    if (!request.method().equals("POST")) {
      return Optional.of(CompletableFuture.completedFuture(HttpAnswers.methodNotAllowed("POST")));
    }
    return Optional.of(
        switch (limit.ask()) {
          case GO_AHEAD -> reserve().whenComplete((_, _) -> limit.finished());
          case TOO_MANY -> CompletableFuture.completedFuture(noCode());
          case TOO_FAST ->
              CompletableFuture.completedFuture(HttpAnswers.later(429, Refusals.tooManyCodes()));
        });
  }

  private CompletionStage<Response> reserve() {
    return freeCodes
        .reserve()
        .thenApply(
            code ->
                code.map(free -> HttpAnswers.ok(201, new HttpBody.ReservedCode(free)))
                    .orElseGet(SessionRoom::noCode))
        .exceptionally(_ -> noCode());
  }

  private static Response noCode() {
    return HttpAnswers.later(503, Refusals.noCode());
  }
}
