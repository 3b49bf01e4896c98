package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many live connections one person may have, and which of them gives way. */
@AtTable("carafe.rooms.relay.silence-sweep = 20 ms")
class PlacesTest {
  private static final int MAX = 4;
  private static final int REPLACED = 1000;

  private final Table table;

  PlacesTest(Table table) {
    this.table = table;
  }

  private Guest rejoins(Evening evening, String id) {
    return table.guest(evening.code(), id).says(Words.rejoin(evening.tokens().get(0)));
  }

  /** So many more connections of the first player, all let in. */
  private List<Guest> more(Evening evening, int count) {
    List<Guest> more =
        IntStream.range(0, count).mapToObj(i -> rejoins(evening, "tab-" + i)).toList();
    more.forEach(guest -> guest.hears("participant:state_snapshot"));
    return more;
  }

  @Test
  void oneMoreThanAllowedIsRefused() {
    Evening evening = Evening.waiting(table, 1);
    more(evening, MAX - 1);

    Guest fifth = rejoins(evening, "tab-5");

    fifth.hearsError("TOO_MANY_CONNECTIONS");
    evening.move(Words.START, "game:question");
    fifth.hears("game:question");
    fifth.says(Words.answer("q", "o")).hearsError("NOT_JOINED");
  }

  @Test
  void whoIsRefusedKeepsTheSeatItJoinedWith() {
    Evening evening = Evening.waiting(table, 1);
    more(evening, MAX - 1);
    Guest fifth = table.guest(evening.code(), "tab-5");
    String own = fifth.joins();

    fifth.says(Words.rejoin(evening.tokens().get(0))).hearsError("TOO_MANY_CONNECTIONS");

    table
        .guest(evening.code(), "tab-6")
        .says(Words.rejoin(own))
        .hears("participant:state_snapshot");
    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(2);
  }

  @Test
  void whoeverLeavesMakesRoom() {
    Evening evening = Evening.waiting(table, 1);
    List<Guest> more = more(evening, MAX - 1);
    Guest fifth = rejoins(evening, "tab-5");
    fifth.hearsError("TOO_MANY_CONNECTIONS");
    more.get(0).leaves(1006);
    table.await(
        "its place is free",
        () -> {
          fifth.says(Words.rejoin(evening.tokens().get(0)));
          return fifth.hears(m -> m.has("phase") || m.has("code")).has("pseudonym");
        });
  }

  @Test
  void aClientThatComesBackTakesThePlaceOfItsFormerSelf() {
    Evening evening = Evening.waiting(table, 1);
    List<Guest> more = more(evening, MAX - 1);

    rejoins(evening, "tab-1").hears("participant:state_snapshot");

    assertThat(more.get(1).isClosed()).isEqualTo(REPLACED);
    evening.move(Words.START, "game:question");
    more.get(0).hears("game:question");
    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(1);
  }

  @Test
  void aSilentConnectionGivesWayToALiveOne() {
    Evening evening = Evening.waiting(table, 1);
    List<Guest> more = more(evening, MAX - 1);
    more.get(2).fallsSilent();
    Guest fifth = rejoins(evening, "tab-5");
    table.await(
        "the room has heard of the silence",
        () -> {
          boolean in = fifth.hears(m -> m.has("pseudonym") || m.has("message")).has("pseudonym");
          if (!in) {
            fifth.says(Words.rejoin(evening.tokens().get(0)));
          }
          return in;
        });
    assertThat(more.get(2).isClosed()).isEqualTo(REPLACED);
  }

  @Test
  void belowTheBoundTwoOfOneClientBothStay() {
    Evening evening = Evening.waiting(table, 1);
    Guest one = rejoins(evening, "same");
    one.hears("participant:state_snapshot");
    Guest other = rejoins(evening, "same");
    other.hears("participant:state_snapshot");

    evening.move(Words.START, "game:question");

    one.hears("game:question");
    other.hears("game:question");
  }

  @Test
  void itHoldsForHostsToo() {
    Evening evening = Evening.waiting(table, 1);
    List<Guest> more =
        IntStream.range(0, MAX - 1)
            .mapToObj(
                i ->
                    table
                        .guest(evening.code(), "screen-" + i)
                        .says(Words.rejoinHost(evening.hostId())))
            .toList();
    more.forEach(screen -> screen.hears("sessions:list"));

    Guest fifth = table.guest(evening.code());
    fifth.says(Words.rejoinHost(evening.hostId())).hearsError("TOO_MANY_CONNECTIONS");
    fifth.says(Words.create(evening.hostId())).hearsError("TOO_MANY_CONNECTIONS");
    fifth.says(Words.START).hearsError("NOT_HOST");

    Guest back = table.guest(evening.code(), "screen-2");
    back.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    assertThat(more.get(2).isClosed()).isEqualTo(REPLACED);
    back.says(Words.START).hears("game:question");
  }

  @Test
  void watchersAreNotCounted() {
    String code = Evening.waiting(table, 1).code();
    for (int i = 0; i < MAX + 2; i++) {
      table.guest(code, "screen").says(Words.WATCH).hears("lobby:updated");
    }
  }
}
