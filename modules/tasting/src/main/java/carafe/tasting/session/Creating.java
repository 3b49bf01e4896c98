package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rules.identity.Hash;
import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Session;
import carafe.rules.session.Tasting;
import carafe.tasting.host.HostErrors;
import carafe.tasting.host.HostMessage.ClaimRefused;
import carafe.tasting.host.HostMessage.ClaimReply;
import carafe.tasting.host.HostMessage.Claimed;
import carafe.tasting.wire.FromClient;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * How a host creates a session (PROTOCOL.md, 3). Before it may be stored, other things must be:
 * that the index knows how the session before it ended, that the room is woken if this node dies,
 * that the host id is claimed.
 */
final class Creating {
  /** Somebody wants to create a session. */
  record Wish(Speaker by, Command.CreateSession command) {}

  private final Shared shared;
  private final ActorContext<RoomMessage> context;
  private final Roles roles;
  private final Snapshots snapshots;
  private final IndexKeeper index;
  private final HostIndexes indexes;
  private final Rest rest;
  private final HostCredentials credentials;
  private int underWay;

  Creating(
      Shared shared,
      ActorContext<RoomMessage> context,
      Roles roles,
      Snapshots snapshots,
      IndexKeeper index,
      HostIndexes indexes,
      Rest rest,
      HostCredentials credentials) {
    this.shared = shared;
    this.context = context;
    this.roles = roles;
    this.snapshots = snapshots;
    this.index = index;
    this.indexes = indexes;
    this.rest = rest;
    this.credentials = credentials;
  }

  /** Whether something is being stored elsewhere for a session that is not created yet. */
  boolean isUnderWay() {
    return underWay > 0;
  }

  Reaction create(Session session, FromClient.CreateSession message, Speaker by) {
    Wish wish =
        new Wish(
            by,
            new Command.CreateSession(
                message.host(),
                message.hostKey(),
                by.connection(),
                message.plan(),
                shared.settings().seatsMax(),
                shared.settings().codeRest(),
                by.at()));
    return switch (Session.decide(session, wish.command())) {
      case Decision.Accepted(var events) when !events.isEmpty() ->
          Reaction.tell(after -> prepare(wish, after));
      case Decision decision -> decided(session, wish, decision);
    };
  }

  private void prepare(Wish wish, Session session) {
    underWay++;
    long nextEvent = rest.nextEvent();
    CompletionStage<?> settled = index.settle(session);
    CompletionStage<ClaimReply> prepared =
        indexes
            .claim(wish.command().host(), wish.command().hostKey())
            .thenCompose(
                reply ->
                    switch (reply) {
                      case ClaimRefused _ -> CompletableFuture.completedStage(reply);
                      case Claimed _ ->
                          settled.thenCompose(_ -> rest.keepAwake(nextEvent)).thenApply(_ -> reply);
                    });
    context.pipeToSelf(
        bounded(prepared), (reply, _) -> new Note.Prepared(wish, Optional.ofNullable(reply)));
  }

  /** Each step has a time of its own, but the host waits for all of them. */
  private CompletionStage<ClaimReply> bounded(CompletionStage<ClaimReply> prepared) {
    return prepared
        .toCompletableFuture()
        .copy()
        .orTimeout(shared.settings().askTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** All is prepared, or the host id is somebody else's, or something did not answer. */
  Reaction prepared(Session session, Note.Prepared note) {
    underWay--;
    rest.mayOwe();
    Wish wish = note.wish();
    return switch (note.claim().orElse(null)) {
      case null -> shared.telling().refusal(wish.by(), Refusals.unavailable());
      case ClaimRefused(var refusal) -> shared.telling().denial(wish.by(), HostErrors.of(refusal));
      case Claimed(var key) -> {
        Wish granted = new Wish(wish.by(), boundTo(key, wish.command()));
        yield decided(session, granted, Session.decide(session, granted.command()));
      }
    };
  }

  /** A key that the index did not bind to the host id is none. */
  private static Command.CreateSession boundTo(Optional<Hash> key, Command.CreateSession c) {
    return new Command.CreateSession(
        c.host(), key, c.connection(), c.plan(), c.capacity(), c.codeRest(), c.at());
  }

  private Reaction decided(Session session, Wish wish, Decision decision) {
    return switch (decision) {
      case Decision.Refused(var refusal) ->
          // The owner's host id would have been let in: every other one is a guess at it, as far as
          // anybody can see, and guessing is to be slow. A host who only mistook the code waits a
          // second and hears what to do.
          shared
              .telling()
              .doubt(wish.by(), Refusals.of(refusal, session.phase(), "create_session"));
      case Decision.Accepted(var events) when events.isEmpty() -> again(session, wish);
      case Decision.Accepted(var events) ->
          new Reaction(
              events,
              after -> {
                created(after, wish);
                snapshots.everybodyElse(after);
              });
    };
  }

  /** The same host on the code it owns already, or its connection repeating itself. */
  private Reaction again(Session session, Wish wish) {
    Tasting tasting = session.created().orElseThrow();
    Optional<ErrorMessage> objection =
        tasting.creator().equals(wish.command().connection())
            ? Optional.empty()
            : credentials.objection(tasting, wish.command().host(), wish.command().hostKey());
    return objection
        .map(error -> shared.telling().denial(wish.by(), error))
        .orElseGet(
            () ->
                new Reaction(
                    HostWatch.returned(session, wish.by().at()), after -> created(after, wish)));
  }

  private void created(Session session, Wish wish) {
    wish.by().turn().done();
    if (roles.host(wish.by().link(), session)) {
      session
          .created()
          .map(Tasting::host)
          .ifPresent(
              host -> {
                shared
                    .telling()
                    .tell(wish.by().link(), new ToClient.SessionCreated(shared.code(), host));
                index.sendList(wish.by().link(), host);
              });
    }
  }
}
