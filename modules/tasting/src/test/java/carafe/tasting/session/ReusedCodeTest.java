package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;

/** A code whose session ended long ago is given out again, to another host. */
@AtTable(
    """
    carafe.session.code-rest = 0 s
    carafe.rooms.denials { per-address = 2, refill = 1 hour }
    """)
class ReusedCodeTest {
  private static final String KEY = "a key that is long enough";

  private final Table table;

  ReusedCodeTest(Table table) {
    this.table = table;
  }

  /** The code of a session that has ended; its host has this id and {@link #KEY}. */
  private String ended(String hostId) {
    String code = table.freshCode();
    Guest host = table.guest(code);
    host.says(Words.create(hostId, KEY)).hears("sessions:list");
    host.says(Words.END).hears("session:ended");
    return code;
  }

  private void reserve(String code) {
    TestProbe<SessionMessage.ReserveReply> probe =
        table.kit.createTestProbe(SessionMessage.ReserveReply.class);
    table.session(code).tell(new SessionMessage.ReserveCode(probe.ref()));
    probe.expectMessage(new SessionMessage.Reserved());
  }

  /** What somebody hears who says this more often than wrong credentials are looked at. */
  private List<String> answers(String code, String word) {
    Guest host = table.guest(code);
    return IntStream.range(0, 4)
        .mapToObj(_ -> host.says(word).hears("error").text("code"))
        .toList();
  }

  @Test
  void theHostWhoReservedItAsksBeforeCreatingAndIsCountedAsNothing() {
    String code = ended(table.freshHost());
    reserve(code);
    String hostId = table.freshHost();

    assertThat(answers(code, Words.rejoinHost(hostId))).containsOnly("INVALID_HOST_ID");

    table.guest(code).says(Words.create(hostId)).hears("session:created");
  }

  /** However many connections ask. */
  @Test
  void theIdOfTheHostWhoHadItIsNotGuessed() {
    String code = ended(table.freshHost());
    reserve(code);

    List<String> heard =
        IntStream.range(0, 4)
            .mapToObj(_ -> answers(code, Words.rejoinHost(table.freshHost())))
            .flatMap(List::stream)
            .toList();

    assertThat(heard).contains("RATE_LIMITED");
    assertThat(heard.subList(0, 8)).containsOnly("INVALID_HOST_ID");
  }

  @Test
  void whileNobodyReservedItAnotherHostIdIsWrong() {
    String code = ended(table.freshHost());
    assertThat(answers(code, Words.rejoinHost(table.freshHost()))).contains("RATE_LIMITED");
  }

  @Test
  void theKeyOfTheHostWhoHadItIsNotGuessed() {
    String hostId = table.freshHost();
    String code = ended(hostId);
    reserve(code);
    assertThat(answers(code, Words.rejoinHost(hostId, "not the right key")))
        .contains("RATE_LIMITED");
  }
}
