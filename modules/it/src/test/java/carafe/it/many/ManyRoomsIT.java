package carafe.it.many;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.server.OwnServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many games at once: all of them are created, joined, started and answered as fast as it goes;
 * then kill -9, and everybody comes back in the same moment. {@code -Dmany.rooms=5000
 * -Dmany.phones=1 -Dmany.recoveries=50} is what a large node has; the build takes fewer.
 */
class ManyRoomsIT {
  private static final int ROOMS = Integer.getInteger("many.rooms", 300);
  private static final int PHONES = Integer.getInteger("many.phones", 2);

  /** For what hangs; nothing is measured by it. */
  private static final Duration BOUND = Duration.ofSeconds(60 + ROOMS / 20);

  /** The build's are fewer than by default (50), so that most rooms have to wait for their turn. */
  private static final int RECOVERIES_MAX = Integer.getInteger("many.recoveries", 4);

  /**
   * A pace, not a wait: {@code carafe.rooms.connection.messages-per-second} refuses a faster one.
   */
  private static final Duration BETWEEN_ANSWERS = Duration.ofMillis(50);

  @RegisterExtension
  static final OwnServer SERVER =
      new OwnServer(
          carafe ->
              carafe
                  .withAllCompilers()
                  .with("CARAFE_RECOVERIES_MAX", Integer.toString(RECOVERIES_MAX)));

  @Test
  void everybodyComesBackAtOnceAndWhoIsBackPlaysOn() throws InterruptedException {
    try (Rooms rooms = new Rooms(SERVER.address().port(), ROOMS, PHONES);
        Rooms early = new Rooms(SERVER.address().port(), 1, 1)) {
      play(rooms);
      play(early);

      SERVER.kill();
      SERVER.start();
      tell(early.comeBack().await(BOUND));
      Wave back = rooms.comeBack();
      int answers = 0;
      do {
        early.answerOtherwise().await(BOUND);
        answers++;
        Thread.sleep(BETWEEN_ANSWERS);
      } while (!back.isOver());
      tell(back.await(BOUND));

      assertThat(answers).as("answers taken while others came back").isGreaterThan(1);
      tell(rooms.reveal().await(BOUND));
      assertThat(early.reveal().await(BOUND).troubles()).isEmpty();
      assertThat(rooms.wrong()).isEmpty();
      assertThat(early.wrong()).isEmpty();
      assertThat(rooms.links()).isEqualTo(ROOMS * (1 + PHONES));
    }
    assertThat(SERVER.log().lines())
        .noneMatch(line -> line.contains("queue buffer was full"))
        .noneMatch(line -> line.contains("timed out, didn't get event within"));
  }

  private static void play(Rooms rooms) throws InterruptedException {
    tell(rooms.create().await(BOUND));
    tell(rooms.join().await(BOUND));
    tell(rooms.start().await(BOUND));
    tell(rooms.answer().await(BOUND));
    assertThat(rooms.wrong()).isEmpty();
  }

  /** Figures for whoever runs it with more rooms. */
  private static void tell(Wave wave) {
    System.out.println(wave);
  }
}
