package carafe.rules.session;

import static carafe.rules.session.Sample.ANNA;
import static carafe.rules.session.Sample.BEN;
import static carafe.rules.session.Sample.CLEO;
import static carafe.rules.session.Sample.DORA;
import static carafe.rules.session.Sample.FIRST;
import static carafe.rules.session.Sample.SECOND;
import static carafe.rules.session.Sample.answered;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.gaveUp;
import static carafe.rules.session.Sample.hash;
import static carafe.rules.session.Sample.joined;
import static carafe.rules.session.Sample.renewed;
import static carafe.rules.session.Sample.right;
import static carafe.rules.session.Sample.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.identity.ParticipantId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many events as few. */
class EventsTest {
  @Test
  void neighboursOfAKindBecomeOne() {
    assertThat(Events.grouped(List.of(joined(ANNA), joined(BEN))))
        .containsExactly(
            new Event.ParticipantsJoined(
                List.of(joined(ANNA).joined().getFirst(), joined(BEN).joined().getFirst())));
    assertThat(
            Events.grouped(
                List.of(renewed(ANNA, hash("1"), at(1)), renewed(ANNA, hash("2"), at(2)))))
        .containsExactly(
            new Event.TokensRenewed(
                List.of(
                    new Event.Renewed(ANNA, hash("1"), at(1)),
                    new Event.Renewed(ANNA, hash("2"), at(2)))));
    assertThat(
            Events.grouped(
                List.of(
                    answered(ANNA, right(FIRST), at(11)), answered(ANNA, wrong(FIRST), at(12)))))
        .containsExactly(
            new Event.AnswersSubmitted(
                FIRST.id(),
                List.of(
                    new Answer(ANNA, right(FIRST), at(11)),
                    new Answer(ANNA, wrong(FIRST), at(12)))));
  }

  @Test
  void aGroupHappenedWhenItsLastPartDid() {
    List<Event> events =
        List.of(
            joined(ANNA, "anna", at(1)),
            joined(BEN, "ben", at(2)),
            renewed(ANNA, hash("1"), at(3)),
            renewed(BEN, hash("2"), at(4)),
            answered(ANNA, right(FIRST), at(5)),
            answered(BEN, right(FIRST), at(6)));

    assertThat(Events.grouped(events)).extracting(Event::at).containsExactly(at(2), at(4), at(6));
  }

  @Test
  void theOrderStaysAndOthersStandBetween() {
    List<Event> events =
        List.of(
            joined(ANNA),
            renewed(ANNA, hash("1"), at(1)),
            joined(BEN),
            gaveUp(BEN, at(2)),
            joined(CLEO),
            gaveUp(CLEO, at(3)),
            gaveUp(ANNA, at(3)));

    assertThat(Events.grouped(events)).isEqualTo(events);
    assertThat(Events.grouped(List.of())).isEmpty();
  }

  @Test
  void answersToAnotherQuestionStandApart() {
    List<Event> events =
        List.of(
            answered(ANNA, right(FIRST), at(11)),
            new Event.AnswersSubmitted(
                SECOND.id(), List.of(new Answer(BEN, right(SECOND), at(12)))));

    assertThat(Events.grouped(events)).isEqualTo(events);
  }

  @Test
  void aGroupHasAThousandPartsAtMost() {
    List<Event> joins =
        IntStream.range(0, 2001)
            .mapToObj(i -> new ParticipantId("p" + i))
            .<Event>map(Sample::joined)
            .toList();

    List<Event> grouped = Events.grouped(joins);

    assertThat(grouped)
        .extracting(event -> ((Event.ParticipantsJoined) event).joined().size())
        .containsExactly(1000, 1000, 1);
    assertThat(Events.grouped(grouped)).isEqualTo(grouped);
    assertThat(parts(grouped)).isEqualTo(parts(joins));
  }

  @Test
  void groupedEventsLeadToTheSameState() {
    List<Event> events =
        List.of(
            Sample.created(),
            joined(ANNA),
            joined(BEN),
            gaveUp(ANNA, at(2)),
            joined(CLEO),
            joined(DORA));

    assertThat(Session.evolve(Session.vacant(), Events.grouped(events)))
        .isEqualTo(Session.evolve(Session.vacant(), events));
  }

  private static List<Event.Joined> parts(List<Event> events) {
    return events.stream()
        .flatMap(event -> Stream.of((Event.ParticipantsJoined) event))
        .flatMap(event -> event.joined().stream())
        .toList();
  }
}
