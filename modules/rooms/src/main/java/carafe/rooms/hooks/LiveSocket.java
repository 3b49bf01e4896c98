package carafe.rooms.hooks;

import carafe.rooms.api.RoomSocket;
import carafe.rooms.api.SocketListener;
import carafe.rooms.calls.RoomCalls;
import carafe.rooms.frame.CloseCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
  private final int messagesMax;

  /** What has been heard and has not begun. */
  private final AtomicInteger waiting = new AtomicInteger();

  /** The connection itself; null until it is open. */
  private volatile @Nullable RoomSocket wire;

  private volatile boolean overflowed;

  /** What was heard before the room knew that it is open. */
  private final List<Runnable> early = new ArrayList<>();

  LiveSocket(
      Sockets sockets,
      Turns turns,
      Ledger ledger,
      Hooks hooks,
      ActorRef<? super Note> self,
      SocketListener listener,
      int messagesMax) {
    this.sockets = sockets;
    this.turns = turns;
    this.ledger = ledger;
    this.hooks = hooks;
    this.self = self;
    this.listener = listener;
    this.messagesMax = messagesMax;
  }

  /** It is open; on any thread. */
  RoomSocket opened(RoomSocket wire) {
    this.wire = wire;
    if (overflowed) {
      wire.close(CloseCodes.TRY_AGAIN, "the room does not keep up");
    }
    self.tell(
        new Note.Begin(
            () -> {
              sockets.opened(this);
              early.forEach(Runnable::run);
              early.clear();
            }));
    return this;
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

  /** The room stops: whoever is on the other side is told. */
  void leave() {
    RoomSocket to = wire;
    if (to != null) {
      to.close(CloseCodes.GOING_AWAY, "the room at the other end stopped");
    }
  }

  /** What the other room says, on any thread. */
  RoomCalls.Ears ears() {
    return new RoomCalls.Ears() {
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
        soon(
            () -> {
              sockets.closed(LiveSocket.this);
              hooks.ofSocket(() -> listener.onClose(LiveSocket.this, code, reason, clean));
            });
      }
    };
  }

  private void heard(Supplier<CompletionStage<?>> hook) {
    if (waiting.incrementAndGet() > messagesMax) {
      overflowed = true;
      RoomSocket to = wire;
      if (to != null) {
        to.close(CloseCodes.TRY_AGAIN, "the room does not keep up");
      }
      return; // what is over the bound is lost, and the close says so
    }
    soon(
        () -> {
          waiting.decrementAndGet();
          hooks.ofSocket(hook);
        });
  }

  private void soon(Runnable work) {
    self.tell(
        new Note.Begin(
            () -> {
              if (sockets.has(this)) {
                work.run();
              } else {
                early.add(work);
              }
            }));
  }
}
