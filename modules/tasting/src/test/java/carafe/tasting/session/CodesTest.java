package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** Free codes: handed out, kept for a while, owned by whoever creates first. */
@AtTable("carafe.session { code-reservation = 300 ms, code-rest = 300 ms }")
class CodesTest {
  private final Table table;

  CodesTest(Table table) {
    this.table = table;
  }

  private Response request(String method) {
    Request request =
        new Request(method, "", Map.of(), Map.of(), ByteString.emptyByteString(), Optional.empty());
    return table
        .type(SessionRoom.PARTY)
        .request(request)
        .orElseThrow()
        .toCompletableFuture()
        .join();
  }

  private SessionMessage.ReserveReply reserve(String code) {
    TestProbe<SessionMessage.ReserveReply> probe =
        table.kit.createTestProbe(SessionMessage.ReserveReply.class);
    table.session(code).tell(new SessionMessage.ReserveCode(probe.ref()));
    return probe.receiveMessage();
  }

  @Test
  void whoAsksGetsACodeThatNobodyHas() {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      Response response = request("POST");
      assertThat(response.status()).isEqualTo(201);
      String code = Heard.of(response.body()).text("code");
      assertThat(code).matches("[1-9][0-9]{3}");
      assertThat(table.status(code)).isEqualTo(404);
      codes.add(code);
    }
    assertThat(codes).hasSize(20);
  }

  @Test
  void thereIsNothingElseToAskThePartyFor() {
    assertThat(request("GET").status()).isEqualTo(405);
  }

  @Test
  void aReservedCodeIsKeptFromOthersForAWhile() {
    String code = table.freshCode();
    assertThat(reserve(code)).isInstanceOf(SessionMessage.Reserved.class);
    assertThat(table.events(code)).containsExactly("code-reserved");
    assertThat(reserve(code)).isInstanceOf(SessionMessage.Taken.class);
    table.await("the reservation lapses", () -> reserve(code) instanceof SessionMessage.Reserved);
  }

  @Test
  void whoeverCreatesFirstOwnsTheCode() {
    String code = table.freshCode();
    reserve(code);
    table.guest(code).says(Words.create(table.freshHost())).hears("session:created");
    assertThat(reserve(code)).isInstanceOf(SessionMessage.Taken.class);
  }

  @Test
  void theCodeOfAnEndedSessionRestsBeforeItIsFree() {
    Evening evening = Evening.waiting(table, 1);
    evening.move(Words.END, "session:ended");
    assertThat(reserve(evening.code())).isInstanceOf(SessionMessage.Taken.class);
    Guest other = table.guest(evening.code());
    other.says(Words.create(table.freshHost())).hearsError("SESSION_EXISTS");

    table.await("it has rested", () -> reserve(evening.code()) instanceof SessionMessage.Reserved);
    other.says(Words.create(table.freshHost())).hears("session:created");
  }
}
