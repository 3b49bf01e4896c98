package carafe.rooms.calls;

import static carafe.rooms.calls.TalkType.GUARDED;
import static carafe.rooms.calls.TalkType.SECRET;
import static carafe.rooms.calls.TalkType.TALK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.FetchException;
import carafe.rooms.api.FetchException.Reason;
import carafe.rooms.api.Request;
import carafe.rooms.api.RoomSocket;
import carafe.rooms.echo.EchoDiary;
import carafe.rooms.message.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room connects to another, on one node. */
class SocketTest {
  private static final List<Caller> CHAT = List.of(new Caller(new RoomAddress("chat", "lobby"), 3));
  private static TalkNode node;

  private final Listening ears = new Listening();
  private final RoomAddress room = TalkNode.fresh(TALK);

  @BeforeAll
  static void start() {
    node =
        new TalkNode(
            """
            carafe.rooms.calls {
              timeout = 2 s
              sockets-max = 5
              socket-unanswered-max = 50
              socket-messages-max = 20
            }
            """);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void nothingIsLeftFromBefore() {
    while (!node.tally.counts().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private CompletableFuture<RoomSocket> connecting(RoomAddress to, Request request) {
    return node.calls.socket(to, request, CHAT, ears).toCompletableFuture();
  }

  private RoomSocket connect(RoomAddress to, Request request) {
    RoomSocket socket = connecting(to, request).join();
    assertThat(ears.next()).isEqualTo("opened");
    assertThat(ears.next()).isEqualTo("hello 1");
    assertThat(ears.next()).isEqualTo("hello 2");
    return socket;
  }

  private RoomSocket connect() {
    return connect(room, Request.get());
  }

  private FetchException failure(CompletableFuture<RoomSocket> connecting) {
    return (FetchException)
        connecting
            .handle(
                (_, failure) -> failure instanceof CompletionException e ? e.getCause() : failure)
            .join();
  }

  private EchoDiary diary() {
    return EchoDiary.of(room.room());
  }

  private void request(RoomAddress to, String path) {
    node.calls.fetch(to, Request.get().withPath(path), CHAT).toCompletableFuture().join();
  }

  @Test
  void bothSidesTalkInTextAndBytes() {
    RoomSocket socket = connect();
    assertThat(diary().next()).isEqualTo("opened  unasked from chat/lobby");
    socket.send("grüß dich 🍷");
    socket.send(ByteString.fromString("tea"));
    socket.send("bytes wine");
    assertThat(ears.next()).isEqualTo("you said grüß dich 🍷");
    assertThat(ears.next()).isEqualTo("you said in bytes: tea");
    assertThat(ears.next()).isEqualTo("binary wine");
    socket.close(4002, "done");
    assertThat(ears.next()).isEqualTo("closed 4002 done true");
    assertThat(diary().next()).isEqualTo("closed 4002 done true");
    socket.send("after the end");
    socket.close(1000, "again");
    assertThat(node.tally.counts()).doesNotContainKey(room);
    assertThat(ears.isEmpty()).isTrue();
  }

  @Test
  void itIsToldInOrderWhateverSaysIt() {
    RoomSocket socket = connect();
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      socket.send("word " + i);
      heard.add(ears.next());
    }
    assertThat(heard).hasSize(200).first().isEqualTo("you said word 0");
    assertThat(heard).last().isEqualTo("you said word 199");
    socket.send("what? ");
    assertThat(ears.next()).isEqualTo("that!"); // its language answers it
    socket.close(1000, "");
  }

  @Test
  void nothingIsToldBeforeTheRoomIsDoneWithTheOpeningAndThenAllOfIt() {
    CompletableFuture<RoomSocket> connecting = connecting(room, Request.get().withPath("/slow"));
    diary().until("opened /slow unasked from chat/lobby");
    request(room, "/silent-but-answered"); // what was told in between has arrived
    assertThat(connecting).isNotDone();
    assertThat(ears.isEmpty()).isTrue();
    assertThat(node.tally.counts()).containsEntry(room, 1);

    request(room, "/release");

    RoomSocket socket = connecting.join();
    assertThat(ears.next()).isEqualTo("opened");
    assertThat(ears.next()).isEqualTo("hello 1");
    assertThat(ears.next()).isEqualTo("hello 2");
    socket.close(1000, "");
  }

  @Test
  void aRoomThatIsNotDoneInTimeIsLeft() {
    FetchException late = failure(connecting(room, Request.get().withPath("/slow")));
    assertThat(late).hasMessage(room + " did not take the connection within 2 s");
    assertThat(late.reason()).isEqualTo(Reason.TIMEOUT);
    diary().until("closed 1006  false");
    assertThat(ears.isEmpty()).isTrue();
  }

  @Test
  void aRoomThatIsAwayIsLeftToo() {
    diary().open = false;
    assertThat(failure(connecting(room, Request.get())).reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure(connecting(TalkNode.fresh(SECRET), Request.get().withPath("/slow"))))
        .hasMessage("a room of party secret did not take the connection within 2 s");
  }

  @Test
  void aRoomMayCloseItAtOnce() {
    FetchException shut = failure(connecting(room, Request.get().withPath("/shut")));
    assertThat(shut).hasMessage(room + " closed the connection while it opened: 4001 not here");
    assertThat(shut.reason()).isEqualTo(Reason.REFUSED);
  }

  @Test
  void theOtherRoomMayCloseItLater() {
    RoomSocket socket = connect();
    socket.send("kick 4003");
    assertThat(ears.next()).isEqualTo("closed 4003 out true");
    diary().until("closed 4003 out true");
  }

  @Test
  void itEndsWhenTheOtherRoomDoesAndSaysSo() {
    connect();
    request(room, "/stop");
    assertThat(ears.next()).isEqualTo("closed 1012 the other room stopped or moved false");
    // The next incarnation never hears of it.
    ears.waiting = 0;
    RoomSocket next = connect();
    diary().until("opened  unasked from chat/lobby");
    assertThat(diary().next()).isEqualTo("opened  unasked from chat/lobby");
    next.close(1000, "");
  }

  @Test
  void whoIsJustComingWhenTheRoomEndsIsTold() {
    CompletableFuture<RoomSocket> connecting = connecting(room, Request.get().withPath("/slow"));
    diary().until("opened /slow unasked from chat/lobby");
    request(room, "/stop");
    FetchException gone = failure(connecting);
    assertThat(gone).hasMessage(room + " stopped or moved while the connection opened");
    assertThat(gone.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(ears.isEmpty()).isTrue();
  }

  @Test
  void aGuardedRoomIsAskedFirst() {
    RoomAddress guarded = TalkNode.fresh(GUARDED);
    RoomSocket socket = connect(guarded, Request.get());
    assertThat(EchoDiary.of(guarded.room()).next()).isEqualTo("opened  welcome from chat/lobby");
    socket.close(1000, "");

    FetchException refused = failure(connecting(guarded, Request.get().withPath("/forbidden")));
    assertThat(refused).hasMessage(guarded + " refused the connection with status 403");
    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure(connecting(guarded, Request.get().withPath("/moving"))).reason())
        .isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure(connecting(guarded, Request.get().withPath("/circle"))).reason())
        .isEqualTo(Reason.CIRCLE);
  }

  @Test
  void moreMayWaitForTheRoomThanOfAClientButNotEverything() {
    RoomSocket socket = connect();
    for (int i = 0; i < 50; i++) {
      socket.send("hold");
    }
    diary().until("holds 50");
    request(room, "/release");
    socket.send("still here");
    assertThat(ears.next()).isEqualTo("you said still here");
    for (int i = 0; i < 51; i++) {
      socket.send("hold");
    }
    assertThat(ears.next())
        .isEqualTo("closed 1013 too fast: too much was said that is not dealt with true");
  }

  @Test
  void moreThanTheCallerDealsWithClosesIt() {
    RoomSocket socket = connect();
    ears.waiting = 10;
    socket.send("flood 10");
    for (int i = 1; i <= 10; i++) {
      assertThat(ears.next()).isEqualTo("drop " + i);
    }
    ears.waiting = 20;
    socket.send("flood 50");
    String next = ears.next();
    while (next.startsWith("drop")) {
      next = ears.next();
    }
    assertThat(next).isEqualTo("closed 1013 too slow: too much waits to be dealt with true");
    assertThat(ears.isEmpty()).isTrue();
  }

  @Test
  void aMessageOverTheRoomsBoundClosesItAsItWouldAClient() {
    RoomSocket socket = connect();
    socket.send("x".repeat(TalkType.MESSAGE_BYTES_MAX - 9));
    assertThat(ears.next()).startsWith("you said xxx");
    socket.send("x".repeat(TalkType.MESSAGE_BYTES_MAX + 1));
    assertThat(ears.next()).isEqualTo("TOO_LARGE");
    assertThat(ears.next()).isEqualTo("closed 1009 a message may have at most 1000 bytes true");
  }

  @Test
  void aNodeHasOnlySoManyAndCountsThem() {
    List<RoomSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sockets.add(connect());
    }
    assertThat(node.tally.counts()).containsEntry(room, 5);
    FetchException full = failure(connecting(room, Request.get()));
    assertThat(full).hasMessageContaining("this node has its 5 sockets between rooms");
    assertThat(full.reason()).isEqualTo(Reason.UNAVAILABLE);
    sockets.forEach(socket -> socket.close(1000, ""));
    for (int i = 0; i < 5; i++) {
      assertThat(ears.next()).isEqualTo("closed 1000  true");
    }
    connect().close(1000, "");
  }

  @Test
  void aCodeThatNobodyMaySendIsRefused() {
    RoomSocket socket = connect();
    assertThatThrownBy(() -> socket.close(1006, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1006");
    socket.close(1000, "ö".repeat(100));
    assertThat(ears.next()).isEqualTo("closed 1000 " + "ö".repeat(61) + " true");
  }
}
