package carafe.tasting.session;

import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.host.HostIndex;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import carafe.rules.session.Tasting;
import carafe.tasting.host.HostMessage.ClaimRefused;
import carafe.tasting.host.HostMessage.ClaimReply;
import carafe.tasting.host.HostMessage.Claimed;
import carafe.tasting.wire.FromClient;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How a host creates a session, comes back to it and leads it (PROTOCOL.md, 3 and 4). */
final class Hosting {
  private final String code;
  private final SessionSettings settings;
  private final Chance chance;
  private final Audience audience;
  private final Presence presence;
  private final Places places;
  private final Telling telling;
  private final Replies replies;
  private final Consumer<Link> sendList;

  /**
   * @param sendList sends a host its sessions, once the index has answered
   */
  Hosting(
      String code,
      SessionSettings settings,
      Chance chance,
      Audience audience,
      Presence presence,
      Places places,
      Telling telling,
      Replies replies,
      Consumer<Link> sendList) {
    this.code = code;
    this.settings = settings;
    this.chance = chance;
    this.audience = audience;
    this.presence = presence;
    this.places = places;
    this.telling = telling;
    this.replies = replies;
    this.sendList = sendList;
  }

  // --- creating ---

  /** What a wish to create comes to before anything is asked of others. */
  sealed interface Wished {}

  /** It is settled. */
  record Settled(Reaction reaction) implements Wished {}

  /** It may go on, once all is prepared. */
  record ToPrepare(Creation.Wish wish) implements Wished {}

  /**
   * @param connection hash of the id of the connection that asks
   */
  Wished create(
      Session session,
      FromClient.CreateSession message,
      Link link,
      Hash connection,
      Turn turn,
      Instant at) {
    Command.CreateSession command =
        new Command.CreateSession(
            message.host(),
            message.hostKey(),
            connection,
            message.plan(),
            settings.seatsMax(),
            settings.codeRest(),
            at);
    Creation.Wish wish = new Creation.Wish(link, turn, command);
    return switch (Session.decide(session, command)) {
      case Decision.Accepted(var events) when !events.isEmpty() -> new ToPrepare(wish);
      case Decision decision -> new Settled(decided(session, wish, decision));
    };
  }

  /**
   * All is prepared, or the host id is somebody else's.
   *
   * @param claim absent when something did not answer
   */
  Reaction prepared(Session session, Creation.Wish wish, Optional<ClaimReply> claim) {
    return switch (claim.orElse(null)) {
      case null -> replies.refused(wish.turn(), wish.link(), Refusals.unavailable());
      case Claimed _ -> decided(session, wish, Session.decide(session, wish.command()));
      case ClaimRefused(var refusal) -> replies.denied(wish.turn(), wish.link(), error(refusal));
    };
  }

  private Reaction decided(Session session, Creation.Wish wish, Decision decision) {
    return switch (decision) {
      case Decision.Refused(var refusal) ->
          replies.refused(
              wish.turn(), wish.link(), Refusals.of(refusal, session.phase(), "create_session"));
      case Decision.Accepted(var events) when events.isEmpty() -> again(session, wish);
      case Decision.Accepted(var events) -> new Reaction(events, after -> created(after, wish));
    };
  }

  /** The same host on the code it owns already, or its connection repeating itself. */
  private Reaction again(Session session, Creation.Wish wish) {
    Tasting tasting = session.created().orElseThrow();
    boolean sameConnection = tasting.creator().equals(wish.command().connection());
    if (!sameConnection && !opens(tasting.hostKey(), wish.command().hostKey())) {
      return replies.denied(wish.turn(), wish.link(), wrongKey(wish.command().hostKey()));
    }
    return new Reaction(returned(session, wish.command().at()), after -> created(after, wish));
  }

  private void created(Session after, Creation.Wish wish) {
    wish.turn().done();
    if (lead(wish.link(), after, wish.command().at())) {
      after
          .created()
          .ifPresent(t -> telling.tell(wish.link(), new ToClient.SessionCreated(code, t.host())));
      sendList.accept(wish.link());
    }
  }

  // --- coming back ---

  Reaction rejoin(
      Session session, FromClient.RejoinHost message, Link link, Turn turn, Instant at) {
    if (session.created().isEmpty()) {
      // real hosts ask on every open, before they create: counted against nobody
      return replies.refused(turn, link, Refusals.invalidHostId());
    }
    Tasting tasting = session.created().get();
    if (message.host().filter(host -> isSame(host, tasting.host())).isEmpty()) {
      return replies.denied(turn, link, Refusals.invalidHostId());
    }
    if (!opens(tasting.hostKey(), message.hostKey())) {
      return replies.denied(turn, link, wrongKey(message.hostKey()));
    }
    return new Reaction(
        returned(session, at),
        after -> {
          turn.done();
          if (lead(link, after, at)) {
            telling.hostSnapshot(link, after, tasting, at);
            sendList.accept(link);
          }
        });
  }

  private static List<Event> returned(Session session, Instant at) {
    return switch (Session.decide(session, new Command.HostReturned(at))) {
      case Decision.Accepted(var events) -> events;
      case Decision.Refused _ -> List.of();
    };
  }

  /** The connection leads from now on; false when it could not, and was told. */
  private boolean lead(Link link, Session after, Instant at) {
    if (audience.member(link).isEmpty()) {
      return false;
    }
    if (!places.admit(link, presence.hosts(), at)) {
      telling.tell(link, Refusals.tooManyConnections());
      return false;
    }
    presence.leave(link, at.plus(settings.leaveAfterGoodbye()));
    presence.host(link);
    after.created().ifPresent(t -> audience.keep(link, presence.role(link).toState(t.number())));
    return true;
  }

  // --- leading ---

  Reaction update(
      Session session, FromClient.UpdateSession message, Link link, Turn turn, Instant at) {
    return led(
        session,
        link,
        turn,
        message,
        new Command.UpdateSession(message.plan(), at),
        after ->
            after
                .created()
                .ifPresent(
                    t ->
                        telling.tell(
                            link,
                            new ToClient.SessionUpdated(
                                t.plan().wines(), t.plan().timerSeconds(), t.plan().title()))));
  }

  Reaction command(
      Session session, FromClient.HostCommand message, Link link, Turn turn, Instant at) {
    Command command =
        switch (message.move()) {
          case START -> new Command.Start(chance.seed(), at);
          case PAUSE -> new Command.Pause(at);
          case RESUME -> new Command.Resume(at);
          case REVEAL -> new Command.Reveal(at);
          case NEXT -> new Command.Next(at);
          case END -> new Command.End(at);
        };
    return led(session, link, turn, message, command, _ -> {});
  }

  private Reaction led(
      Session session,
      Link link,
      Turn turn,
      FromClient message,
      Command command,
      Consumer<Session> then) {
    if (!(presence.role(link) instanceof Role.Host)) {
      return replies.refused(turn, link, Refusals.notHost());
    }
    return switch (Session.decide(session, command)) {
      case Decision.Refused(var refusal) ->
          replies.refused(turn, link, Refusals.of(refusal, session.phase(), message));
      case Decision.Accepted(var events) ->
          new Reaction(
              events,
              after -> {
                turn.done();
                then.accept(after);
              });
    };
  }

  // --- credentials ---

  private static boolean isSame(HostId one, HostId other) {
    return MessageDigest.isEqual(bytes(one.value()), bytes(other.value()));
  }

  private static boolean opens(Optional<Hash> lock, Optional<Hash> key) {
    return lock.isEmpty()
        || (key.isPresent()
            && MessageDigest.isEqual(bytes(lock.get().hex()), bytes(key.get().hex())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ErrorMessage wrongKey(Optional<Hash> sent) {
    return sent.isEmpty() ? Refusals.hostKeyRequired() : Refusals.invalidHostId();
  }

  private static ErrorMessage error(HostIndex.Refusal refusal) {
    return switch (refusal) {
      case HOST_KEY_REQUIRED -> Refusals.hostKeyRequired();
      case INVALID_HOST_ID -> Refusals.invalidHostId();
    };
  }
}
