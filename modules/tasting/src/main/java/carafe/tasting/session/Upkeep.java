package carafe.tasting.session;

import carafe.rules.session.Session;

/**
 * What goes on besides as a session changes: its timers, the news that may be due, who is here,
 * what the index is owed, and whether the actor may stop.
 */
final class Upkeep {
  private final Shared shared;
  private final LobbyNews lobby;
  private final AnswerNews answers;
  private final Attendance attendance;
  private final HostWatch hostWatch;
  private final SessionTimers timers;
  private final IndexKeeper index;
  private final Creating creating;
  private final Rest rest;

  Upkeep(
      Shared shared,
      LobbyNews lobby,
      AnswerNews answers,
      Attendance attendance,
      HostWatch hostWatch,
      SessionTimers timers,
      IndexKeeper index,
      Creating creating,
      Rest rest) {
    this.shared = shared;
    this.lobby = lobby;
    this.answers = answers;
    this.attendance = attendance;
    this.hostWatch = hostWatch;
    this.timers = timers;
    this.index = index;
    this.creating = creating;
    this.rest = rest;
  }

  void recovered(Session session) {
    attendance.recovered(session);
    hostWatch.recovered(session);
    timers.recovered(session);
    if (!(session instanceof Session.Ended)) {
      index.follow(session); // an ended one that still owes it is woken
    }
    rest.recovered(session);
    follow(session);
  }

  /** Something is stored; nobody has been told yet. */
  void stored(Session session) {
    index.follow(session);
  }

  /** Whatever there was to decide is done with: stored, if it was to be, and told. */
  void decided(Session session) {
    timers.follow(session);
    rest.follow(session, isSettled());
    follow(session);
  }

  /** A message is done with. */
  void follow(Session session) {
    shared.audience().acknowledge();
    lobby.follow(session);
    answers.follow(session);
    attendance.follow();
    hostWatch.follow(session);
  }

  /** Whether nothing is owed to the index, and nobody is about to create another session. */
  boolean isSettled() {
    return index.isSettled() && !creating.isUnderWay();
  }

  /** Whether nobody is here, and nothing is waited for. */
  boolean isFree() {
    return shared.audience().isAlone() && isSettled();
  }
}
