package carafe.rooms.transport;

import static carafe.rooms.client.ClientFrame.CONTINUATION;
import static carafe.rooms.client.ClientFrame.TEXT;
import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import carafe.rooms.testing.EchoServer;
import carafe.rooms.testing.EchoServer.Guest;
import carafe.rooms.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.impl.PhasedFusingActorMaterializer;
import org.apache.pekko.stream.impl.StreamSupervisor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import scala.jdk.javaapi.CollectionConverters;

/** Conversations over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(TransportSettings.Kind.class)
class TransportTest {
  @Parameter TransportSettings.Kind kind;

  private final TestClock clock = new TestClock();
  private EchoServer server;
  private int paths;
  private SocketClient client;
  private Guest guest;

  @BeforeParameterizedClassInvocation
  void start() {
    server =
        new EchoServer(
            """
            # So little that a test soon fills it.
            pekko.http.server.socket-options.so-send-buffer-size = 16 KiB
            carafe.rooms.connection.outbound-frames-max = 300
            carafe.rooms.http.transport = %s
            """
                .formatted(kind),
            clock.clocks());
  }

  @AfterParameterizedClassInvocation
  void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    client = SocketClient.open(server.port(), newPath());
    guest = server.guest("/" + paths);
  }

  private String newPath() {
    return "/" + ++paths;
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void carriesMessagesBothWays() throws Exception {
    client.send(ClientFrame.text("hé 🍷"), ClientFrame.binary((byte) 1, (byte) 2));
    assertThat(guest.diary().next()).isEqualTo("hé 🍷");
    assertThat(guest.diary().next()).isEqualTo("bytes 0102");
    assertThat(read(client)).isEqualTo("text echo: hé 🍷");
    assertThat(read(client)).isEqualTo("text echo: bytes 0102");
    guest.connection().send(frame("x".repeat(300_000)));
    assertThat(client.read().payload()).hasSize(300_000);
  }

  @Test
  void takesAMessageInPiecesWithAPingBetween() {
    client.send(ClientFrame.text("one ").unfinished());
    client.send(ClientFrame.ping("between"));
    client.send(ClientFrame.of(CONTINUATION, "two ").unfinished());
    client.send(ClientFrame.of(CONTINUATION, "three"));
    assertThat(read(client)).isEqualTo("pong between");
    assertThat(read(client)).isEqualTo("text echo: one two three");
  }

  @Test
  void takesAFrameByteByByte() {
    for (byte single : ClientFrame.text("slowly").bytes()) {
      client.send(new byte[] {single});
    }
    assertThat(read(client)).isEqualTo("text echo: slowly");
  }

  @Test
  void takesManyMessagesInOneWrite() {
    ClientFrame[] frames = new ClientFrame[50];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = ClientFrame.text("m" + i);
    }
    client.send(frames);
    for (int i = 0; i < frames.length; i++) {
      assertThat(read(client)).isEqualTo("text echo: m" + i);
    }
  }

  @Test
  void echoesTheClientsCloseAndEndsTheConnection() throws Exception {
    client.send(ClientFrame.close(4321, "bye"));
    assertThat(guest.diary().next()).isEqualTo("closed 4321 clean bye");
    assertThat(read(client)).isEqualTo("close 4321");
    client.readEnd();
  }

  @Test
  void closesWithItsOwnCodeAfterWhatWasQueued() throws Exception {
    guest.connection().send(frame("x".repeat(200_000)));
    guest.connection().send(frame("last"));
    guest.connection().close(4000, "that was all");
    assertThat(client.read().payload()).hasSize(200_000);
    assertThat(read(client)).isEqualTo("text last");
    assertThat(read(client)).isEqualTo("close 4000 that was all");
    client.send(ClientFrame.close(4000, ""));
    client.readEnd();
    assertThat(guest.diary().next()).isEqualTo("closed 4000 clean");
  }

  @Test
  void cutsAClientThatDoesNotAnswerTheClose() throws Exception {
    guest.connection().close(1000, "");
    assertThat(read(client)).isEqualTo("close 1000");
    clock.pass(Duration.ofSeconds(5));
    server.connections().sweep();
    client.readEnd();
    assertThat(guest.diary().next()).isEqualTo("closed 1006 unclean");
  }

  @Test
  void aBreachIsAnsweredWithItsCode() throws Exception {
    client.send(ClientFrame.text("x").unmasked());
    assertThat(read(client)).isEqualTo("close 1002 a client's frame must be masked");
    assertThat(guest.diary().next()).isEqualTo("closed 1006 unclean");
    client.send(new byte[100_000]);
    clock.pass(Duration.ofSeconds(1));
    server.connections().sweep();
    client.readEnd();
  }

  @Test
  void textThatIsNotUtf8IsAnsweredBeforeItIsWhole() {
    byte[] wire = ClientFrame.of(TEXT, new byte[] {'a', (byte) 0xFF, 'b', 'c'}).bytes();
    client.send(Arrays.copyOf(wire, wire.length - 2));
    assertThat(read(client)).isEqualTo("close 1007 text must be UTF-8");
  }

  @Test
  void aMessageOverTheLimitIsAnsweredBeforeItIsSent() throws Exception {
    client.send(Arrays.copyOf(ClientFrame.text("").lengthIn(8).announcing(10_000_000).bytes(), 14));
    assertThat(read(client)).isEqualTo("text TOO_LARGE");
    assertThat(read(client)).isEqualTo("close 1009 a message may have at most 65536 bytes");
    // It goes on sending, as a client does that has not yet read this.
    client.send(new byte[10_000_000]);
    client.send(ClientFrame.close(1009, ""));
    assertThat(guest.diary().next()).isEqualTo("closed 1009 clean");
    client.readEnd();
  }

  @Test
  void aFloodIsClosed() throws Exception {
    byte[] ping = ClientFrame.ping("").bytes();
    for (int i = 0; i < 600; i++) {
      client.send(ping);
    }
    assertThat(client.readUntilClose()).startsWith("close 1008");
    client.send(ClientFrame.close(1008, ""));
    assertThat(guest.diary().next()).isEqualTo("closed 1008 clean");
  }

  @Test
  void aHalfClosedConnectionIsLost() throws Exception {
    client.send(ClientFrame.text("last words"));
    client.endOutput();
    assertThat(guest.diary().next()).isEqualTo("last words");
    assertThat(guest.diary().next()).isEqualTo("closed 1006 unclean");
    assertThat(client.readUntilClose()).isEqualTo("ended");
  }

  @Test
  void aResetInTheMiddleOfAFrameIsALoss() throws Exception {
    client.send(Arrays.copyOf(ClientFrame.text("x".repeat(5000)).bytes(), 3000));
    client.reset();
    assertThat(guest.diary().next()).isEqualTo("closed 1006 unclean");
    connect();
    client.send(ClientFrame.text("next"));
    assertThat(read(client)).isEqualTo("text echo: next");
  }

  @Test
  void aSilentClientIsPingedThenGivenUp() throws Exception {
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofSeconds(15));
      server.connections().sweep();
      assertThat(read(client)).isEqualTo("ping");
    }
    clock.pass(Duration.ofSeconds(15));
    server.connections().sweep();
    assertThat(read(client)).isEqualTo("close 1011 nothing came for 60 s");
    assertThat(guest.diary().next()).isEqualTo("closed 1006 unclean");
    clock.pass(Duration.ofSeconds(1));
    server.connections().sweep();
    client.readEnd();
  }

  @Test
  void aSlowReaderGetsTheNewestOfWhatIsReplaceable() {
    try (SocketClient slow = SocketClient.openSlow(server.port(), newPath())) {
      Guest slowGuest = server.guest("/" + paths);
      fillNetwork(slowGuest);
      for (int i = 1; i <= 1000; i++) {
        slowGuest.connection().send(frame("tick " + i, "tick"));
      }
      slowGuest.connection().send(frame("news"));

      readNetwork(slow);
      assertThat(read(slow)).isEqualTo("text tick 1000");
      assertThat(read(slow)).isEqualTo("text news");
      slow.send(ClientFrame.text("still here"));
      assertThat(read(slow)).isEqualTo("text echo: still here");
    }
  }

  @Test
  void aSlowReaderIsClosedAndNobodyElseNotices() throws Exception {
    try (SocketClient slow = SocketClient.openSlow(server.port(), newPath())) {
      Guest slowGuest = server.guest("/" + paths);
      fillNetwork(slowGuest);
      for (int i = 0; i < 300; i++) {
        slowGuest.connection().send(frame("one of too many"));
        client.send(ClientFrame.pong(""));
        guest.connection().send(frame("to all " + i));
        assertThat(read(client)).isEqualTo("text to all " + i);
      }
      assertThat(slow.readUntilClose()).isEqualTo("close 1013 too slow: too much waits to be sent");
      slow.send(ClientFrame.text("late"), ClientFrame.close(1013, ""));
      assertThat(slowGuest.diary().next()).isEqualTo("closed 1013 clean");
      slow.readEnd();
    }
  }

  /** More than the buffers between the server and a slow client hold. */
  private static void fillNetwork(Guest guest) {
    for (int i = 0; i < 100; i++) {
      guest.connection().send(frame("x".repeat(20_000)));
    }
  }

  private static void readNetwork(SocketClient slow) {
    for (int i = 0; i < 100; i++) {
      assertThat(slow.read().payload()).hasSize(20_000);
    }
  }

  @Test
  void nothingIsLeftOfConnectionsThatEnded() {
    List<ActorRef> before = streams();
    List<SocketClient> clients = new ArrayList<>();
    List<Guest> guests = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      clients.add(SocketClient.open(server.port(), newPath()));
      guests.add(server.guest("/" + paths));
    }
    List<ActorRef> streams = new ArrayList<>(streams());
    streams.removeAll(before);
    if (kind == TransportSettings.Kind.STREAMS) {
      assertThat(streams).hasSizeGreaterThanOrEqualTo(30);
    }
    assertThat(server.connections().size()).isEqualTo(31);

    for (int i = 0; i < 30; i++) {
      SocketClient one = clients.get(i);
      one.send(Arrays.copyOf(ClientFrame.text("half").bytes(), 7));
      switch (i % 6) {
        case 0 -> one.reset();
        case 1 -> one.endOutput();
        case 2 -> one.close();
        case 3 -> one.send(new byte[200]);
        case 4 -> guests.get(i).connection().close(1012, "");
        default -> {}
      }
    }
    // Those who vanish without a word are found by time alone.
    long patience = System.nanoTime() + 20_000_000_000L;
    while (server.connections().size() > 1 && System.nanoTime() < patience) {
      client.send(ClientFrame.text("awake"));
      assertThat(read(client)).isEqualTo("text echo: awake");
      clock.pass(Duration.ofSeconds(1));
      server.connections().sweep();
    }

    TestProbe<Object> probe = TestProbe.create(server.system());
    for (ActorRef stream : streams) {
      probe.expectTerminated(Adapter.toTyped(stream), Duration.ofSeconds(20));
    }
    assertThat(server.connections().size()).isEqualTo(1);
    assertThat(server.connections().budgets().arriving().used()).isZero();
  }

  private List<ActorRef> streams() {
    PhasedFusingActorMaterializer materializer =
        (PhasedFusingActorMaterializer) SystemMaterializer.get(server.system()).materializer();
    StreamSupervisor.Children children =
        (StreamSupervisor.Children)
            Patterns.ask(
                    materializer.supervisor(),
                    StreamSupervisor.GetChildren$.MODULE$,
                    Duration.ofSeconds(20))
                .toCompletableFuture()
                .join();
    return CollectionConverters.asJava(children.children()).stream().toList();
  }

  private static String read(SocketClient from) {
    return from.read().toString();
  }
}
