package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Creating where a session is already is no quicker way to guess its host than coming back. */
@AtTable(
    """
    carafe.rooms.relay.denial-delay = 200 ms
    carafe.rooms.denials { per-address = 6, refill = 1 hour }
    """)
class GuessingTest {
  private static final String KEY = "a key that is long enough";

  private final Table table;

  GuessingTest(Table table) {
    this.table = table;
  }

  private static void late(Guest guest, String words, String answer) {
    Instant asked = Instant.now();
    guest.says(words).hearsError(answer);
    assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofMillis(199));
  }

  @Test
  void everyWrongOneIsLateAndCounted() {
    String code = table.freshCode();
    String hostId = table.freshHost();
    Guest owner = table.guest(code).says(Words.create(hostId, KEY));
    owner.hears("sessions:list");
    Guest guessing = table.guest(code);

    late(guessing, Words.create("GUESS"), "SESSION_EXISTS");
    late(guessing, Words.create(hostId), "HOST_KEY_REQUIRED");
    late(guessing, Words.create(hostId, "not the right key"), "INVALID_HOST_ID");
    owner.says(Words.END).hears("session:ended");
    late(guessing, Words.create("GUESS"), "SESSION_EXISTS");
    late(guessing, Words.create(hostId), "HOST_KEY_REQUIRED");
    late(guessing, Words.create(hostId, "not the right key"), "INVALID_HOST_ID");

    late(guessing, Words.create(hostId, "not the right key"), "RATE_LIMITED");
    late(guessing, Words.rejoinHost(hostId), "RATE_LIMITED");
    // who only mistook the code still hears to take another one
    late(guessing, Words.create(table.freshHost()), "SESSION_EXISTS");
    guessing.says(Words.create(hostId, KEY)).hears("session:created");
  }
}
