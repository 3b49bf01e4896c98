package carafe.tasting.session;

import carafe.rules.host.SessionEntry;
import carafe.rules.host.SessionEntry.Status;
import carafe.rules.identity.HostId;
import carafe.rules.session.Phase;
import carafe.rules.session.Session;
import carafe.rules.session.Tasting;
import carafe.tasting.view.Standings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the host's index up with the session: what is not acknowledged is owed. A change of status
 * is urgent, the number of participants may wait. Belongs to the session's actor.
 */
final class IndexReports {
  /** What an index shows of a session, but for the rankings that follow from it. */
  private record Shape(int number, String title, Status status, int participants) {}

  /** What is to be sent, and to whom. */
  record Due(HostId host, SessionEntry entry) {}

  /** How soon a change should be sent. */
  enum Urgency {
    NONE,
    COALESCED,
    AT_ONCE
  }

  private final String code;
  private Optional<Shape> known = Optional.empty();
  private long revision;
  private long acknowledged;

  IndexReports(String code) {
    this.code = code;
  }

  /**
   * The session stands like this now.
   *
   * @param sequenceNumber of its newest event; makes reports comparable
   */
  Urgency changed(Session session, long sequenceNumber) {
    Optional<Shape> now = session.created().map(tasting -> shape(session, tasting));
    if (now.isEmpty() || now.equals(known)) {
      return Urgency.NONE;
    }
    boolean onlyCount =
        known.isPresent()
            && new Shape(
                    known.get().number(),
                    known.get().title(),
                    known.get().status(),
                    now.get().participants())
                .equals(now.get());
    known = now;
    revision = sequenceNumber;
    return onlyCount ? Urgency.COALESCED : Urgency.AT_ONCE;
  }

  /** Whether the index has acknowledged all there is. */
  boolean isSettled() {
    return acknowledged >= revision;
  }

  /** An acknowledgement of this session's report; one of an older session says nothing. */
  void acknowledged(int number, long upTo) {
    if (known.filter(shape -> shape.number() == number).isPresent()) {
      acknowledged = Math.max(acknowledged, upTo);
    }
  }

  /** The report that is owed, if one is. */
  Optional<Due> due(Session session, Supplier<Standings> standings) {
    return isSettled()
        ? Optional.empty()
        : session.created().map(tasting -> due(session, tasting, standings));
  }

  private Due due(Session session, Tasting tasting, Supplier<Standings> standings) {
    Shape shape = shape(session, tasting);
    return new Due(
        tasting.host(),
        new SessionEntry(
            code,
            shape.number(),
            revision,
            shape.title(),
            tasting.createdAt(),
            shape.status(),
            shape.participants(),
            shape.status() == Status.ENDED ? standings.get().cut() : List.of()));
  }

  private static Shape shape(Session session, Tasting tasting) {
    return new Shape(
        tasting.number(), tasting.plan().title(), status(session), session.seated().size());
  }

  private static Status status(Session session) {
    return session.phase() == Phase.ENDED
        ? Status.ENDED
        : session.started().isPresent() ? Status.ACTIVE : Status.WAITING;
  }
}
