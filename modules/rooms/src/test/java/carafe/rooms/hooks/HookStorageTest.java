package carafe.rooms.hooks;

import static carafe.rooms.hooks.TrialServer.ask;
import static carafe.rooms.hooks.TrialServer.read;
import static carafe.rooms.hooks.TrialServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.SocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a room stores, what is sent only once that is done, and what is left when it comes back. */
class HookStorageTest {
  @RegisterExtension static final TrialServer TRIAL = TrialServer.withShortTimeouts();

  private final String room = PartyServer.freshRoom();

  @Test
  void whatIsSentAfterAChangeLeavesOnceItIsStored() {
    SocketClient ann = TRIAL.enter(room);
    TRIAL.server().journal.failNextPersisted("trial|" + room);

    // neither what follows the put nor what was said after it was told
    assertThat(ask(ann, "put key value")).contains("UNAVAILABLE");
    assertThat(ask(ann, "get key")).isEqualTo("got nothing");
    assertThat(ask(ann, "put key again")).isEqualTo("after put");
    assertThat(read(ann)).isEqualTo("stored key");
    assertThat(ask(ann, "get key")).isEqualTo("got again");
  }

  @Test
  void whoIsConnectedKeepsStateAndTagsWhenTheRoomComesBack() {
    SocketClient ann = TRIAL.enter(room + "?name=Ann&tag=red&_pk=ann");
    SocketClient bob = TRIAL.enter(room + "?name=Bob");
    TRIAL.server().journal.failNextPersisted("trial|" + room);
    assertThat(ask(bob, "put key value")).contains("UNAVAILABLE");

    assertThat(ask(ann, "state")).isEqualTo("state {name=Ann}");
    assertThat(ask(ann, "size")).isEqualTo("size 2");
    say(bob, "tag red");
    assertThat(read(ann)).isEqualTo("tag red");
    say(bob, "to ann hi");
    assertThat(read(ann)).isEqualTo("hi");
    assertThat(TRIAL.get(room + "/starts").body()).isEqualTo("2");
  }

  @Test
  void whatIsSaidBeforeTheWaitComesBeforeWhatFollowsIt() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "put key value")).isEqualTo("after put");
    assertThat(read(ann)).isEqualTo("stored key");
  }

  @Test
  void aPutThatIsDeletedAtOnceStillEnds() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "flicker key")).isEqualTo("flickered true");
  }

  @Test
  void aTransactionIsAllOrNone() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "both throw")).isEqualTo("both failed");
    assertThat(ask(ann, "get one")).isEqualTo("got nothing");
    assertThat(ask(ann, "both 7")).isEqualTo("both 7");
    assertThat(ask(ann, "get one")).isEqualTo("got 7");
  }
}
