package carafe.tasting.session;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.connection.Connection;
import carafe.rooms.connection.Inbox;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.Visitor;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.RoomType;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Ten thousand in one room: says how long it takes, fails only when it hangs. What costs time for
 * each message and each connection shows here at once.
 */
@AtTable
@Isolated("takes all there is")
class CrowdTest {
  private static final int CROWD = 10_000;
  private static final long HANG_SECONDS = 60;

  private final Table table;

  CrowdTest(Table table) {
    this.table = table;
  }

  /** A client that only counts what it is waiting for. */
  private static final class Member implements Connection {
    private final Visitor visitor;
    private final CompletableFuture<Inbox> inbox = new CompletableFuture<>();
    private volatile String awaited = "";
    private volatile CountDownLatch latch = new CountDownLatch(0);

    Member(String id) {
      this.visitor = new Visitor(id, "", Map.of(), Map.of());
    }

    void awaits(String type, CountDownLatch all) {
      latch = all;
      awaited = "\"type\":\"" + type + "\"";
    }

    void says(ClientLanguage language, String json) {
      if (language.text(json.getBytes(StandardCharsets.UTF_8))
          instanceof ClientLanguage.Understood(var message)) {
        inbox.join().heard(message, Instant.now());
      }
    }

    @Override
    public void send(Frame frame) {
      String searched = awaited;
      if (!searched.isEmpty() && frame.wire().utf8String().contains(searched)) {
        awaited = "";
        latch.countDown();
      }
    }

    @Override
    public Visitor visitor() {
      return visitor;
    }

    @Override
    public InetAddress address() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public void attached(Inbox taker) {
      inbox.complete(taker);
    }

    @Override
    public void close(int code, String reason) {
      inbox.join().closed(code, reason, true);
    }

    @Override
    public Duration silence() {
      return Duration.ZERO;
    }
  }

  @Test
  void tenThousandPlay() throws InterruptedException {
    Evening evening = Evening.waiting(table, 0);
    RoomType type = table.type(SessionRoom.PARTY);
    RoomAddress address = new RoomAddress(SessionRoom.PARTY, evening.code());
    List<Member> crowd =
        IntStream.range(0, CROWD).mapToObj(i -> new Member("member-" + i)).toList();

    measure(
        "connected",
        crowd,
        "server:state_snapshot",
        () -> crowd.forEach(member -> table.relays().enter(type, address, member)));
    measure(
        "joined",
        crowd,
        "participant:joined",
        () -> crowd.forEach(member -> member.says(type.language(), Words.JOIN)));
    evening.host().hears("lobby:updated", l -> l.number("count") == CROWD);
    measure("saw the question", crowd, "game:question", () -> evening.host().says(Words.START));
    Heard question = evening.host().hears("game:question");
    String answer = Words.answer(question.text("questionId"), Guest.option(question, "right"));
    measure(
        "answered",
        crowd,
        "game:answer_accepted",
        () -> crowd.forEach(member -> member.says(type.language(), answer)));
    evening.host().hears("game:participant_answered", n -> n.number("answeredCount") == CROWD);
    measure(
        "saw their result", crowd, "game:answer_revealed", () -> evening.host().says(Words.REVEAL));
    measure(
        "came back with the room",
        crowd,
        "participant:state_snapshot",
        () -> table.move(evening.code()));
    System.out.printf("%d events in the journal%n", table.events(evening.code()).size());
  }

  private static void measure(String what, List<Member> crowd, String type, Runnable action)
      throws InterruptedException {
    CountDownLatch all = new CountDownLatch(crowd.size());
    crowd.forEach(member -> member.awaits(type, all));
    long start = System.nanoTime();
    action.run();
    if (!all.await(HANG_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(all.getCount() + " never " + what);
    }
    System.out.printf(
        "%d %s in %d ms%n", crowd.size(), what, (System.nanoTime() - start) / 1_000_000);
  }
}
