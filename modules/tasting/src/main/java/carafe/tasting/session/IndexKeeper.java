package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.room.Link;
import carafe.rules.identity.HostId;
import carafe.rules.session.Session;
import carafe.tasting.host.HostMessage.Listed;
import java.time.Clock;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Sends {@link IndexReports} until the index has acknowledged them, and fetches lists from it. */
final class IndexKeeper {
  private static final String REPORT = "report";

  private final ActorContext<RoomMessage> context;
  private final TimerScheduler<RoomMessage> timers;
  private final SessionSettings settings;
  private final Clock clock;
  private final HostIndexes indexes;
  private final Telling telling;
  private final IndexReports reports;
  private final Coalesced rhythm = new Coalesced();
  private Optional<HostId> host = Optional.empty();
  private boolean underWay;

  IndexKeeper(
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> timers,
      String code,
      SessionSettings settings,
      Clock clock,
      HostIndexes indexes,
      Telling telling) {
    this.context = context;
    this.timers = timers;
    this.settings = settings;
    this.clock = clock;
    this.indexes = indexes;
    this.telling = telling;
    this.reports = new IndexReports(code);
  }

  boolean isSettled() {
    return reports.isSettled();
  }

  /** The session stands like this now. */
  void follow(Session session, long sequenceNumber) {
    host = session.created().map(tasting -> tasting.host());
    switch (reports.changed(session, sequenceNumber)) {
      case NONE -> {}
      case AT_ONCE -> report(session);
      case COALESCED -> {
        switch (rhythm.changed(clock.instant(), settings.reportInterval())) {
          case Coalesced.SendNow _ -> report(session);
          case Coalesced.SendLater(var in) ->
              timers.startSingleTimer(REPORT, new Note.ReportDue(), in);
          case Coalesced.Waits _ -> {}
        }
      }
    }
  }

  /** The index may not have heard of this session, whatever was thought before. */
  void owe(Session session, long sequenceNumber) {
    reports.forget();
    follow(session, sequenceNumber);
  }

  /** What the index of the session has not acknowledged. */
  Optional<IndexReports.Due> owed(Session session, long sequenceNumber) {
    reports.changed(session, sequenceNumber);
    return reports.due(session, () -> telling.standings(session));
  }

  void reportDue(Session session) {
    rhythm.sent(clock.instant());
    report(session);
  }

  private void report(Session session) {
    if (underWay) {
      return; // the answer to it sends the next
    }
    reports
        .due(session, () -> telling.standings(session))
        .ifPresent(
            due -> {
              underWay = true;
              timers.cancel(REPORT);
              rhythm.sent(clock.instant());
              context.pipeToSelf(
                  indexes.report(due.host(), due.entry()),
                  (reported, failure) ->
                      new Note.ReportAnswered(
                          due.entry().number(),
                          failure == null ? Optional.of(reported.revision()) : Optional.empty()));
            });
  }

  /** The index has acknowledged a report, or did not answer. */
  void answered(Session session, Note.ReportAnswered answer) {
    underWay = false;
    answer.revision().ifPresent(revision -> reports.acknowledged(answer.number(), revision));
    if (!reports.isSettled()) {
      timers.startSingleTimer(
          REPORT,
          new Note.ReportDue(),
          answer.revision().isPresent() ? settings.reportInterval() : settings.reportRetry());
    }
  }

  /** Sends the connection the host's list, once the index has answered. */
  void sendList(Link link) {
    host.ifPresent(
        id ->
            context.pipeToSelf(
                indexes.list(id),
                (listed, failure) ->
                    new Note.ListArrived(link, Optional.ofNullable(listed).map(Listed::sessions))));
  }
}
