package carafe.rooms.hooks;

import carafe.rooms.api.SocketListener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/** A room's own connections to other rooms. */
final class Sockets {
  private final Turns turns;
  private final Ledger ledger;
  private final Hooks hooks;
  private final ActorRef<? super Note> self;
  private final int messagesMax;
  private final Set<LiveSocket> open = new LinkedHashSet<>();

  /**
   * @param messagesMax most messages of one that wait for the room's gate
   */
  Sockets(Turns turns, Ledger ledger, Hooks hooks, ActorRef<? super Note> self, int messagesMax) {
    this.turns = turns;
    this.ledger = ledger;
    this.hooks = hooks;
    this.self = self;
    this.messagesMax = messagesMax;
  }

  LiveSocket make(SocketListener listener) {
    return new LiveSocket(this, turns, ledger, hooks, self, listener, messagesMax);
  }

  void opened(LiveSocket socket) {
    open.add(socket);
  }

  boolean has(LiveSocket socket) {
    return open.contains(socket);
  }

  void closed(LiveSocket socket) {
    open.remove(socket);
  }

  boolean areNone() {
    return open.isEmpty();
  }

  /** The room stops. */
  void closeAll() {
    List.copyOf(open).forEach(LiveSocket::leave);
  }
}
