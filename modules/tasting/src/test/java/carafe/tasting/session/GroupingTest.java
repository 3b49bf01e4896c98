package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Joins and answers that come together are stored together (STACK.md, Journal). */
@AtTable("carafe.session.group-max = 400")
class GroupingTest {
  private static final int MANY = 1000;

  private final Table table;

  GroupingTest(Table table) {
    this.table = table;
  }

  private List<Guest> connected(String code, int count) {
    List<Guest> guests = IntStream.range(0, count).mapToObj(_ -> table.guest(code)).toList();
    guests.forEach(guest -> guest.hears("server:state_snapshot"));
    return guests;
  }

  @Test
  void whoOnlyWatchesOrIsRefusedBreaksNoGroup() {
    Evening evening = Evening.waiting(table, 0);
    List<Guest> guests = connected(evening.code(), 15);
    Guest screen = connected(evening.code(), 1).getFirst();
    Guest stranger = connected(evening.code(), 1).getFirst();
    table.burst(
        evening.code(),
        () ->
            guests.forEach(
                guest -> {
                  guest.says(Words.JOIN);
                  screen.says(Words.WATCH);
                  stranger.says(Words.answer("q", "o"));
                  stranger.says(Words.START);
                }));

    screen.hears("lobby:updated", lobby -> lobby.number("count") == 15);
    stranger.hearsError("NOT_JOINED");
    stranger.hearsError("NOT_HOST");
    guests.forEach(guest -> guest.hears("participant:joined"));
    assertThat(table.events(evening.code()))
        .filteredOn("participants-joined"::equals)
        .hasSizeBetween(1, 2);
  }

  @Test
  void whoWatchesAfterJoiningHasJoinedBefore() {
    Evening evening = Evening.waiting(table, 0);
    Guest guest = connected(evening.code(), 1).getFirst();
    table.burst(evening.code(), () -> guest.says(Words.JOIN).says(Words.WATCH));
    Heard joined = guest.hears("participant:joined");
    guest.hears("lobby:updated");
    evening.move(Words.START, "game:question");
    guest.says(Words.answer("q", "o")).hearsError("NOT_JOINED");
    guest.says(Words.rejoin(joined.text("rejoinToken"))).hears("participant:state_snapshot");
  }

  @Test
  void aThousandJoinsAndAnswersAreFewEvents() {
    Evening evening = Evening.waiting(table, 0);
    List<Guest> guests = connected(evening.code(), MANY);
    table.burst(evening.code(), () -> guests.forEach(guest -> guest.says(Words.JOIN)));

    assertThat(guests)
        .extracting(guest -> guest.hears("participant:joined"))
        .extracting(joined -> joined.text("pseudonym"))
        .doesNotHaveDuplicates();
    assertThat(table.events(evening.code()))
        .filteredOn("participants-joined"::equals)
        .as("no more than 400 in one")
        .hasSizeBetween(3, 6);

    Heard question = evening.move(Words.START, "game:question");
    guests.forEach(guest -> guest.hears("game:question"));
    table.burst(
        evening.code(),
        () -> {
          for (int i = 0; i < MANY; i++) {
            guests.get(i).answers(question, i % 2 == 0 ? "right" : "a");
          }
        });
    guests.forEach(guest -> guest.hears("game:answer_accepted"));
    assertThat(table.events(evening.code()))
        .filteredOn("answers-submitted"::equals)
        .hasSizeBetween(3, 6);
    evening.host().hears("game:participant_answered", n -> n.number("answeredCount") == MANY);

    evening.move(Words.REVEAL, "game:answer_revealed");
    for (int i = 0; i < MANY; i++) {
      assertThat(guests.get(i).hears("game:answer_revealed").number("myPoints"))
          .isEqualTo(i % 2 == 0 ? 100 : 0);
    }
  }

  @Test
  void whatIsToldStaysPersonalAndInOrder() {
    Evening evening = Evening.waiting(table, 0);
    List<Guest> guests = connected(evening.code(), 3);
    table.burst(
        evening.code(),
        () -> guests.get(0).says(Words.JOIN),
        () -> guests.get(1).says(Words.JOIN),
        () -> guests.get(0).says(Words.JOIN),
        () -> guests.get(2).says(Words.START),
        () -> guests.get(2).says(Words.JOIN),
        () -> evening.host().says(Words.START));

    Heard first = guests.get(0).hears("participant:joined");
    Heard again = guests.get(0).hears("participant:joined");
    assertThat(again.text("pseudonym")).isEqualTo(first.text("pseudonym"));
    assertThat(again.text("rejoinToken")).isNotEqualTo(first.text("rejoinToken"));
    guests.get(2).hearsError("NOT_HOST");
    guests.get(2).hears("participant:joined");
    Heard lobby = evening.host().hears("lobby:updated", l -> l.number("count") == 3);
    assertThat(lobby.texts("participants").getFirst()).isEqualTo(first.text("pseudonym"));
    evening.host().hears("game:question");
  }

  @Test
  void aGroupThatIsStoppedIsStoredFirst() {
    Evening evening = Evening.waiting(table, 0);
    List<Guest> guests = connected(evening.code(), 20);
    table.burst(
        evening.code(),
        () -> guests.forEach(guest -> guest.says(Words.JOIN)),
        () -> table.move(evening.code()));

    List<String> tokens =
        guests.stream().map(g -> g.hears("participant:joined").text("rejoinToken")).toList();
    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(20);
    table.guest(evening.code()).says(Words.rejoin(tokens.get(7))).hears("lobby:updated");
  }
}
