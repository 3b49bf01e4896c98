package carafe.rooms.calls;

import static carafe.rooms.calls.TalkType.TALK;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.RoomSocket;
import carafe.rooms.echo.EchoDiary;
import carafe.rooms.message.Caller;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room on one node calls one on another. */
class CallsAcrossNodesTest {
  private static final List<Caller> CHAT = List.of(new Caller(new RoomAddress("chat", "lobby"), 3));

  private TalkNode here;
  private TalkNode there;

  @BeforeEach
  void start() {
    here = new TalkNode("");
    there = new TalkNode("", here);
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
  }

  private Response fetch(RoomAddress to, Request request) {
    return here.calls.fetch(to, request, CHAT).toCompletableFuture().join();
  }

  /** A room that lives on the other node. */
  private RoomAddress far() {
    while (true) {
      RoomAddress room = TalkNode.fresh(TALK);
      String where = fetch(room, Request.get().withPath("/where")).text();
      if (where.equals(there.address().toString())) {
        return room;
      }
    }
  }

  @Test
  void theLargestRequestAndTheLargestResponseGoThrough() {
    RoomAddress room = far();
    byte[] body = new byte[Response.BODY_BYTES_MAX - 100];
    body[7] = 42;
    Response response =
        fetch(room, Request.of("POST").withPath("/mirror").withBody(ByteString.fromArray(body)));
    assertThat(response.body().toArray()).isEqualTo(body);
  }

  @Test
  void aSocketReachesTheOtherNodeAndEndsWhenItsRoomMovesHere() {
    RoomAddress room = far();
    Listening ears = new Listening();
    RoomSocket socket =
        here.calls.socket(room, Request.get(), CHAT, ears).toCompletableFuture().join();
    socket.send("far away?");
    for (String word : List.of("opened", "hello 1", "hello 2", "you said far away?")) {
      assertThat(ears.next()).isEqualTo(word);
    }

    there.leave();

    assertThat(ears.next()).isEqualTo("closed 1012 the other room stopped or moved false");
    EchoDiary.of(room.room()).until("opened  unasked from chat/lobby");
    socket.send("into the void");
    Listening again = new Listening();
    here.calls.socket(room, Request.get(), CHAT, again).toCompletableFuture().join();
    assertThat(EchoDiary.of(room.room()).next()).isEqualTo("opened  unasked from chat/lobby");
    assertThat(again.next()).isEqualTo("opened");
  }

  @Test
  void theOtherRoomIsToldWhenTheCallersNodeDies() {
    RoomAddress room = far();
    here.calls.socket(room, Request.get(), CHAT, new Listening()).toCompletableFuture().join();
    EchoDiary diary = EchoDiary.of(room.room());
    diary.until("opened  unasked from chat/lobby");
    here.leave();
    assertThat(diary.next()).isIn("lost 1", "closed 1012 this server stops true");
  }
}
