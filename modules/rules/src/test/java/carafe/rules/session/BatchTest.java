package carafe.rules.session;

import static carafe.rules.session.Sample.ANNA;
import static carafe.rules.session.Sample.BEN;
import static carafe.rules.session.Sample.CLEO;
import static carafe.rules.session.Sample.DORA;
import static carafe.rules.session.Sample.FIRST;
import static carafe.rules.session.Sample.answer;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.hash;
import static carafe.rules.session.Sample.join;
import static carafe.rules.session.Sample.joinAgain;
import static carafe.rules.session.Sample.right;
import static carafe.rules.session.Sample.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.identity.ParticipantId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many commands decided in one go. */
class BatchTest {
  private static final int VENUE = 20_000;

  @Test
  void eachCommandSeesWhatTheOnesBeforeDid() {
    var session = Sample.after(Session.vacant(), Sample.created());

    var batch =
        Batch.decide(
            session,
            List.of(
                join(ANNA, at(1)),
                join(ANNA, at(2)),
                joinAgain(ANNA, hash("fresh"), at(3)),
                join(BEN, at(4)),
                join(CLEO, at(5)),
                join(DORA, at(6)),
                join(DORA, at(7), ANNA)));

    assertThat(batch.decisions()).hasSize(7);
    assertThat(batch.decisions().get(1)).isEqualTo(Decision.nothing());
    assertThat(batch.decisions().get(5)).isEqualTo(Decision.refuse(Refusal.SESSION_FULL));
    assertThat(batch.events())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "ParticipantsJoined",
            "TokensRenewed",
            "ParticipantsJoined",
            "SeatsGivenUp",
            "ParticipantsJoined");
    assertThat(Session.evolve(session, batch.events())).isEqualTo(batch.session());
    assertThat(batch.session().seated().inOrder())
        .extracting(Seat::participant)
        .containsExactly(BEN, CLEO, DORA);
  }

  @Test
  void changedAnswersComeInTheirOrder() {
    var batch =
        Batch.decide(
            Sample.open(),
            List.of(
                answer(ANNA, right(FIRST), at(11)),
                answer(BEN, right(FIRST), at(12)),
                answer(ANNA, wrong(FIRST), at(13))));

    assertThat(batch.events())
        .containsExactly(
            new Event.AnswersSubmitted(
                FIRST.id(),
                List.of(
                    new Answer(ANNA, right(FIRST), at(11)),
                    new Answer(BEN, right(FIRST), at(12)),
                    new Answer(ANNA, wrong(FIRST), at(13)))));
    assertThat(((Session.QuestionOpen) batch.session()).answers().of(ANNA))
        .contains(new Answer(ANNA, wrong(FIRST), at(13)));
  }

  @Test
  void nothingComesOfNothing() {
    assertThat(Batch.decide(Sample.open(), List.of()))
        .isEqualTo(new Batch(List.of(), List.of(), Sample.open()));
  }

  /** Takes less than a second of one core; were it quadratic it would take minutes. */
  @Test
  void aVenueOfTwentyThousandPlaysAQuestion() {
    var everybody =
        IntStream.range(0, VENUE).mapToObj(i -> new ParticipantId("participant-" + i)).toList();

    mustTakeLessThan(
        Duration.ofSeconds(10),
        () -> {
          var lobby = Batch.decide(venue(), joins(everybody, List.of())).session();
          var seats = lobby.seated();
          assertThat(seats.size()).isEqualTo(VENUE);
          assertThat(new HashSet<>(seats.all().map(Seat::pseudonym).toList())).hasSize(VENUE);

          var open =
              Batch.decide(lobby, List.of(new Command.Start(Sample.seed("start"), at(10))))
                  .session();
          var revealed =
              Batch.decide(
                      open,
                      Stream.concat(
                              everybody.stream()
                                  .<Command>map(who -> answer(who, right(FIRST), at(20))),
                              Stream.of(new Command.Reveal(at(25))))
                          .toList())
                  .session();
          assertThat(revealed.seated().all()).allMatch(seat -> seat.score() == 100);
        });
  }

  @Test
  void aFullVenueOfAbsentPeopleIsReplacedOneByOne() {
    var absent =
        IntStream.range(0, VENUE).mapToObj(i -> new ParticipantId("participant-" + i)).toList();
    var newcomers =
        IntStream.range(0, 1000).mapToObj(i -> new ParticipantId("newcomer-" + i)).toList();

    mustTakeLessThan(
        Duration.ofSeconds(10),
        () -> {
          var full = Batch.decide(venue(), joins(absent, List.of())).session();
          var replaced = Batch.decide(full, joins(newcomers, absent)).session();
          assertThat(replaced.seated().size()).isEqualTo(VENUE);
          assertThat(newcomers).allMatch(replaced.seated()::has);
          assertThat(absent.subList(1000, VENUE)).allMatch(replaced.seated()::has);
        });
  }

  /** Of a processor: a busy machine makes no difference. */
  private static void mustTakeLessThan(Duration most, Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(most);
  }

  private static Session venue() {
    return Sample.after(
        Session.vacant(),
        new Event.SessionCreated(
            1, Sample.HOST, Optional.empty(), Sample.CREATOR, Sample.PLAN, VENUE, at(0)));
  }

  private static List<Command> joins(List<ParticipantId> who, List<ParticipantId> absent) {
    List<Command> joins = new ArrayList<>();
    for (ParticipantId one : who) {
      joins.add(
          new Command.Join(
              one,
              Sample.token(one),
              Sample.connection(one),
              Sample.seed(one.value()),
              absent,
              at(1)));
    }
    return joins;
  }
}
