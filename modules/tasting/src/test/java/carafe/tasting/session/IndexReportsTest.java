package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.host.SessionEntry;
import carafe.rules.host.SessionEntry.Status;
import carafe.rules.session.Session;
import carafe.tasting.session.IndexReports.Urgency;
import carafe.tasting.view.Standings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a session owes its host's index. */
class IndexReportsTest {
  private final IndexReports reports = new IndexReports("4821");

  private Optional<SessionEntry> due(Session session) {
    return reports
        .due(session, () -> Standings.of(session.seated(), 100))
        .map(IndexReports.Due::entry);
  }

  @Test
  void aCodeWithoutASessionOwesNothing() {
    assertThat(reports.changed(Session.vacant(), 1)).isEqualTo(Urgency.NONE);
    assertThat(reports.isSettled()).isTrue();
    assertThat(due(Session.vacant())).isEmpty();
  }

  @Test
  void aNewSessionIsReportedAtOnceUntilItIsAcknowledged() {
    Session session = Sessions.waiting();
    assertThat(reports.changed(session, 1)).isEqualTo(Urgency.AT_ONCE);
    SessionEntry entry = due(session).orElseThrow();
    assertThat(entry.code()).isEqualTo("4821");
    assertThat(entry.number()).isEqualTo(1);
    assertThat(entry.revision()).isEqualTo(1);
    assertThat(entry.status()).isEqualTo(Status.WAITING);
    assertThat(due(session)).contains(entry);

    reports.acknowledged(1, 1);
    assertThat(reports.isSettled()).isTrue();
    assertThat(due(session)).isEmpty();
    assertThat(reports.changed(session, 2)).as("nothing the list shows").isEqualTo(Urgency.NONE);
    assertThat(reports.isSettled()).isTrue();
  }

  @Test
  void theNumberOfSeatsMayWaitAndThePhaseMayNot() {
    Session session = Sessions.waiting();
    reports.changed(session, 1);
    Session joined = Sessions.joined(session, "anna");
    assertThat(reports.changed(joined, 2)).isEqualTo(Urgency.COALESCED);
    assertThat(due(joined).orElseThrow().participantCount()).isEqualTo(1);
    assertThat(reports.changed(Sessions.open(Sessions.START), 3)).isEqualTo(Urgency.AT_ONCE);
    Session ended = Sessions.ended(Sessions.open(Sessions.START));
    assertThat(reports.changed(ended, 4)).isEqualTo(Urgency.AT_ONCE);
    assertThat(due(ended).orElseThrow().finalRankings()).hasSize(1);
  }

  @Test
  void anOldAcknowledgementSettlesNothing() {
    Session session = Sessions.waiting();
    reports.changed(session, 1);
    Session joined = Sessions.joined(session, "anna");
    reports.changed(joined, 5);
    reports.acknowledged(1, 1);
    assertThat(reports.isSettled()).isFalse();
    assertThat(due(joined).orElseThrow().revision()).isEqualTo(5);
  }

  @Test
  void theAcknowledgementOfAFormerSessionSettlesNothing() {
    Session ended = Sessions.ended(Sessions.waiting());
    reports.changed(ended, 2);
    Session second = Sessions.created(ended, Sessions.START.plusSeconds(9));
    assertThat(reports.changed(second, 3)).isEqualTo(Urgency.AT_ONCE);
    reports.acknowledged(1, 9);
    assertThat(reports.isSettled()).isFalse();
    assertThat(due(second).orElseThrow().number()).isEqualTo(2);
  }
}
