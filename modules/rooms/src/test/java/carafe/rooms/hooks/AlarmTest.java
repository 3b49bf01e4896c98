package carafe.rooms.hooks;

import static carafe.rooms.hooks.TrialServer.ask;
import static carafe.rooms.hooks.TrialServer.read;
import static carafe.rooms.hooks.TrialServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.client.SocketClient;
import carafe.rooms.message.ToRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The alarm of a room, and its row, which wakes a room that is not there. */
class AlarmTest {
  @RegisterExtension static final TrialServer TRIAL = TrialServer.withShortTimeouts();

  private final String room = PartyServer.freshRoom();

  @Test
  void anAlarmRingsOnceAndLeavesNoRow() {
    SocketClient ann = TRIAL.enter(room);
    say(ann, "alarm 100");
    assertThat(read(ann)).isEqualTo("alarm false");
    say(ann, "echo after");
    assertThat(read(ann)).isEqualTo("echo after");
    assertThat(row()).isEmpty();
  }

  @Test
  void anAlarmWhoseHookFailsRingsAgain() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "put alarm-fails yes")).isEqualTo("after put");
    assertThat(read(ann)).isEqualTo("stored alarm-fails");
    say(ann, "alarm 0");
    assertThat(read(ann)).isEqualTo("alarm false");
    assertThat(row()).isPresent();
    assertThat(read(ann)).isEqualTo("alarm false"); // two seconds later
  }

  @Test
  void anAlarmThatRingsIsNotRungAgainByTheWaker() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "put alarm-waits yes")).isEqualTo("after put");
    assertThat(read(ann)).isEqualTo("stored alarm-waits");
    say(ann, "alarm 0");
    assertThat(read(ann)).isEqualTo("alarm false");

    TRIAL.server().tell("trial/" + room, new ToRoom.Wake(Optional.empty()));
    assertThat(TRIAL.get(room + "/name").body()).isEqualTo(room); // heard after the waker

    assertThat(ask(ann, "echo once")).isEqualTo("echo once");
  }

  /** The room was killed, or its journal failed, after the row was written. */
  @Test
  void theRowOfAnAlarmThatWasNeverStoredIsDroppedWhenItWakesTheRoom() {
    TRIAL.enter(room);
    Instant at = Instant.parse("2026-03-01T12:00:00Z");
    TRIAL.server().awake.wakeAt(address(), at, events() + 1);

    TRIAL.server().tell("trial/" + room, new ToRoom.Wake(Optional.of(at)));
    assertThat(TRIAL.get(room + "/name").body()).isEqualTo(room); // heard after the waker

    assertThat(row()).isEmpty();
  }

  @Test
  void anAlarmThatIsPutOffMovesItsRowOnceThatIsStored() {
    SocketClient ann = TRIAL.enter(room);
    Instant first = rowOfAnAlarm(ann, Duration.ofHours(1));

    TRIAL.server().journal.failNextPersisted("trial|" + room);
    assertThat(ask(ann, "alarm " + Duration.ofHours(2).toMillis())).contains("UNAVAILABLE");
    assertThat(row()).as("the first one is still set").contains(first);

    assertThat(rowOfAnAlarm(ann, Duration.ofHours(2))).isAfter(first.plusSeconds(3500));
  }

  /** An earlier alarm was never stored, or the row of a later one was not written any more. */
  @Test
  void aRowThatWakesTheRoomTooEarlyIsPutOff() {
    Instant right = rowOfAnAlarm(TRIAL.enter(room), Duration.ofHours(1));
    Instant early = right.minusSeconds(3000);
    TRIAL.server().awake.wakeAt(address(), early, events() + 1);

    TRIAL.server().tell("trial/" + room, new ToRoom.Wake(Optional.of(early)));
    assertThat(TRIAL.get(room + "/name").body()).isEqualTo(room); // heard after the waker

    assertThat(row()).contains(right);
  }

  private Instant rowOfAnAlarm(SocketClient client, Duration in) {
    say(client, "alarm " + in.toMillis());
    assertThat(ask(client, "echo set")).isEqualTo("echo set");
    return row().orElseThrow();
  }

  private RoomAddress address() {
    return new RoomAddress("trial", room);
  }

  private Optional<Instant> row() {
    return TRIAL.server().awake.of(address());
  }

  private int events() {
    return TRIAL.server().journal.persistedInStorage("trial|" + room).size();
  }
}
