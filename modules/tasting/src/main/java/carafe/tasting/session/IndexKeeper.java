package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.room.Link;
import carafe.rules.identity.HostId;
import carafe.rules.session.Session;
import carafe.tasting.host.HostMessage.Listed;
import carafe.tasting.host.HostMessage.Reported;
import carafe.tasting.view.ListViews;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Sends {@link IndexReports} until the index has acknowledged them, and fetches lists from it. */
final class IndexKeeper {
  private static final String TIMER = "report";

  private final Shared shared;
  private final ActorContext<RoomMessage> context;
  private final TimerScheduler<RoomMessage> timers;
  private final HostIndexes indexes;
  private final Ranking ranking;
  private final LongSupplier sequenceNumber;
  private final IndexReports reports;
  private final Coalesced rhythm = new Coalesced();

  /**
   * @param sequenceNumber of the session's newest event
   */
  IndexKeeper(
      Shared shared,
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> timers,
      HostIndexes indexes,
      Ranking ranking,
      LongSupplier sequenceNumber) {
    this.shared = shared;
    this.context = context;
    this.timers = timers;
    this.indexes = indexes;
    this.ranking = ranking;
    this.sequenceNumber = sequenceNumber;
    this.reports = new IndexReports(shared.code());
  }

  /** Whether the index has acknowledged everything it was to be told since the actor started. */
  boolean isSettled() {
    return reports.isSettled();
  }

  /** The session stands like this now. */
  void follow(Session session) {
    switch (reports.changed(session, sequenceNumber.getAsLong())) {
      case NONE -> {}
      case AT_ONCE -> report(session);
      case COALESCED -> {
        switch (rhythm.changed(shared.now(), shared.settings().reportInterval())) {
          case Coalesced.SendNow _ -> report(session);
          case Coalesced.SendLater(var in) ->
              timers.startSingleTimer(TIMER, new Note.ReportDue(), in);
          case Coalesced.Waits _ -> {}
        }
      }
    }
  }

  /** Done once the index has acknowledged how the session stands; fails when it does not answer. */
  CompletionStage<?> settle(Session session) {
    reports.changed(session, sequenceNumber.getAsLong());
    return report(session);
  }

  /** The time for a report that was put off, or for one that was not answered. */
  void due(Session session) {
    report(session);
  }

  private CompletionStage<?> report(Session session) {
    timers.cancel(TIMER);
    rhythm.sent(shared.now());
    return reports
        .due(session, () -> ranking.of(session))
        .<CompletionStage<?>>map(this::send)
        .orElseGet(() -> CompletableFuture.completedStage(session));
  }

  private CompletionStage<Reported> send(IndexReports.Due due) {
    CompletionStage<Reported> reported = indexes.report(due.host(), due.entry());
    context.pipeToSelf(
        reported,
        (reply, _) ->
            new Note.ReportAnswered(
                due.entry().number(), Optional.ofNullable(reply).map(Reported::revision)));
    return reported;
  }

  /** The index has acknowledged a report, or did not answer. */
  void answered(Note.ReportAnswered answer) {
    answer.revision().ifPresent(revision -> reports.acknowledged(answer.number(), revision));
    if (answer.revision().isEmpty() && !reports.isSettled() && !timers.isTimerActive(TIMER)) {
      timers.startSingleTimer(TIMER, new Note.ReportDue(), shared.settings().reportRetry());
    }
  }

  /** Sends the connection the host's list, once the index has answered. */
  void sendList(Link link, HostId host) {
    context.pipeToSelf(
        indexes.list(host),
        (listed, _) ->
            new Note.ListArrived(link, host, Optional.ofNullable(listed).map(Listed::sessions)));
  }

  /** The index has answered, or did not: then it is asked again, as long as it is for the host. */
  void listArrived(Session session, Note.ListArrived note) {
    boolean leads =
        shared.presence().role(note.link()) instanceof Role.Host
            && session.created().filter(t -> t.host().equals(note.host())).isPresent();
    if (!leads) {
      return;
    }
    note.sessions()
        .ifPresentOrElse(
            all -> shared.telling().tell(note.link(), ListViews.list(all)),
            () ->
                context.scheduleOnce(
                    shared.settings().reportRetry(),
                    context.getSelf(),
                    new Note.ListDue(note.link(), note.host())));
  }
}
