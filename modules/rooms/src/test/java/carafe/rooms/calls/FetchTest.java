package carafe.rooms.calls;

import static carafe.rooms.calls.TalkType.SECRET;
import static carafe.rooms.calls.TalkType.TALK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.FetchException;
import carafe.rooms.api.FetchException.Reason;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.message.Caller;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A room asks another, on one node. */
class FetchTest {
  private static final Caller CHAT = new Caller(new RoomAddress("chat", "lobby"), 3);
  private static TalkNode node;

  @BeforeAll
  static void start() {
    node = new TalkNode("carafe.rooms.calls { timeout = 2 s, request-bytes-max = 2000 }");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Response fetch(RoomAddress to, Request request) {
    return node.calls.fetch(to, request, List.of(CHAT)).toCompletableFuture().join();
  }

  private static Throwable failure(CompletionStage<?> stage) {
    return stage
        .handle((_, failure) -> failure instanceof CompletionException e ? e.getCause() : failure)
        .toCompletableFuture()
        .join();
  }

  private static Throwable failure(RoomAddress to, String path) {
    return failure(node.calls.fetch(to, Request.get().withPath(path), List.of(CHAT)));
  }

  @Test
  void theAnswerComesBackAndTheRequestSaysWhoAsks() {
    Request forged =
        Request.of("PUT")
            .withBody(ByteString.fromString("tea"))
            .withFrom(Optional.of(new RoomAddress("user", "root")));
    assertThat(fetch(TalkNode.fresh(TALK), forged).text())
        .isEqualTo("PUT tea from chat/lobby after 1");
  }

  @Test
  void wrongCredentialsAreAnAnswer() {
    assertThat(fetch(TalkNode.fresh(TALK), Request.get().withPath("/wrong")).status())
        .isEqualTo(403);
  }

  @Test
  void aRoomThatDoesNotAnswerIsNamedWithTheTimeItHad() {
    RoomAddress room = TalkNode.fresh(TALK);
    assertThat(failure(room, "/silence"))
        .isInstanceOf(FetchException.class)
        .hasMessage(room + " did not answer within 2 s")
        .extracting(it -> ((FetchException) it).reason())
        .isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void anUnlistedRoomIsNotNamed() {
    assertThat(failure(TalkNode.fresh(SECRET), "/silence"))
        .hasMessage("a room of party secret did not answer within 2 s");
  }

  @Test
  void whatIsNoAnswerIsAFailure() {
    assertThat(((FetchException) failure(TalkNode.fresh(TALK), "/moving")).reason())
        .isEqualTo(Reason.UNAVAILABLE);
    assertThat(((FetchException) failure(TalkNode.fresh(TALK), "/circle")).reason())
        .isEqualTo(Reason.CIRCLE);
  }

  @Test
  void aChainMayHaveSixteenCallers() {
    RoomAddress room = TalkNode.fresh(TALK);
    List<Caller> sixteen = Collections.nCopies(16, CHAT);
    assertThat(node.calls.fetch(room, Request.get(), sixteen).toCompletableFuture().join().text())
        .endsWith("after 16");

    Throwable refused =
        failure(node.calls.fetch(room, Request.get(), Collections.nCopies(17, CHAT)));
    assertThat(refused).hasMessageContaining(room + " was not asked: 17 rooms wait");
    assertThat(((FetchException) refused).reason()).isEqualTo(Reason.CIRCLE);
  }

  @Test
  void aRequestOverTheBoundFailsAtOnce() {
    RoomAddress room = TalkNode.fresh(TALK);
    Request large = Request.get().withPath("/silence").withBody(bytes(1000)).withHeader("x", "y");
    assertThat(failure(node.calls.fetch(room, large.withHeader("x", "y".repeat(1000)), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A request to " + room + " of 2012 bytes is too large")
        .hasMessageContaining("carafe.rooms.calls.request-bytes-max");
    assertThat(fetch(room, large.withPath("/mirror")).body().size()).isEqualTo(1000);
  }

  @Test
  void aRequestThatIsNotUnicodeFailsAtOnce() {
    RoomAddress room = TalkNode.fresh(TALK);
    for (Request odd :
        List.of(
            Request.get().withPath("/\ud83c"),
            Request.get().withQuery("name", "a\udf77"),
            Request.get().withQuery("\ud83c", ""),
            Request.get().withHeader("x-name", "\ud83c\ud83c"))) {
      assertThat(failure(node.calls.fetch(room, odd, List.of())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("A request to " + room + " holds half a character");
    }
    Request whole = Request.get().withPath("/mirror").withQuery("name", "\ud83c\udf77");
    assertThat(fetch(room, whole).status()).isEqualTo(200);
  }

  private static ByteString bytes(int size) {
    return ByteString.fromArray(new byte[size]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a\u0000", "a\ud83c", "bad"})
  void anIdThatIsNoneIsRefusedBeforeAnythingIsAsked(String id) {
    RoomAddress to = new RoomAddress("talk", id);
    assertThatThrownBy(() -> node.calls.check(to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("That is no id of a room of party talk: ");
    assertThat(failure(to, "")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnknownPartyIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> node.calls.check(new RoomAddress("tlak", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no party \"tlak\"; there are guarded, secret, talk");
    node.calls.check(TalkNode.fresh(TALK));
  }
}
