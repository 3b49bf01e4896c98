package carafe.rooms.hooks;

import carafe.rooms.api.RoomSocket;
import carafe.rooms.api.SocketListener;
import carafe.rooms.calls.RoomCalls;
import carafe.rooms.frame.CloseCodes;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One connection of a room to another, as its hooks use it. */
final class LiveSocket implements RoomSocket {
  private final Sockets sockets;
  private final Turns turns;
  private final Ledger ledger;
  private final Hooks hooks;
  private final ActorRef<? super Note> self;
  private final SocketListener listener;

  /** What has been heard and has not begun. */
  private final AtomicInteger waiting = new AtomicInteger();

  /** What the listener is yet to be told, in order. */
  private final Queue<Runnable> heard = new ConcurrentLinkedQueue<>();

  /** Until the hook that asked for the socket has it, its listener is told nothing. */
  private boolean introduced;

  /** How much has come to the room's turn too early. */
  private int missed;

  /** The connection itself; null until it is open. */
  private volatile @Nullable RoomSocket wire;

  /** The room has stopped. */
  private volatile boolean left;

  LiveSocket(
      Sockets sockets,
      Turns turns,
      Ledger ledger,
      Hooks hooks,
      ActorRef<? super Note> self,
      SocketListener listener) {
    this.sockets = sockets;
    this.turns = turns;
    this.ledger = ledger;
    this.hooks = hooks;
    this.self = self;
    this.listener = listener;
  }

  @Override
  public void send(String text) {
    tell(wire -> wire.send(text));
  }

  @Override
  public void send(ByteString bytes) {
    tell(wire -> wire.send(bytes));
  }

  @Override
  public void close(int code, String reason) {
    CloseCodes.check(code);
    tell(wire -> wire.close(code, reason));
  }

  private void tell(Consumer<RoomSocket> what) {
    Section _ = turns.current();
    RoomSocket to = wire;
    if (to == null) {
      throw new IllegalStateException("The socket is not open yet: wait for the stage of socket()");
    }
    ledger.whenStored(() -> what.accept(to));
  }

  /** The room stops: whoever is on the other side is told, now or as soon as it is open. */
  void leave() {
    left = true;
    closeIfLeft();
  }

  private void closeIfLeft() {
    RoomSocket to = wire;
    if (left && to != null) {
      to.close(CloseCodes.GOING_AWAY, "the room at the other end stopped");
    }
  }

  /** What the other room says, on any thread. */
  RoomCalls.Ears ears() {
    return new RoomCalls.Ears() {
      @Override
      public void opened(RoomSocket socket) {
        wire = socket;
        closeIfLeft();
      }

      @Override
      public void text(String message) {
        heard(() -> listener.onMessage(LiveSocket.this, message));
      }

      @Override
      public void binary(ByteString message) {
        heard(() -> listener.onMessage(LiveSocket.this, message));
      }

      @Override
      public void closed(int code, String reason, boolean clean) {
        sockets.forget(LiveSocket.this);
        soon(() -> hooks.ofSocket(() -> listener.onClose(LiveSocket.this, code, reason, clean)));
      }

      @Override
      public int waiting() {
        return waiting.get();
      }
    };
  }

  private void heard(Supplier<CompletionStage<?>> hook) {
    waiting.incrementAndGet();
    soon(
        () -> {
          waiting.decrementAndGet();
          hooks.ofSocket(hook);
        });
  }

  private void soon(Runnable work) {
    heard.add(work);
    self.tell(new Note.Begin(this::next));
  }

  /** In the room, once for everything heard. */
  private void next() {
    if (!introduced) {
      missed++;
      return;
    }
    Runnable work = heard.poll();
    if (work != null) {
      work.run();
    }
  }

  /** The hook that asked for the socket has it. */
  void introduced() {
    introduced = true;
    for (; missed > 0; missed--) {
      self.tell(new Note.Begin(this::next));
    }
  }
}
