package carafe.rooms.hooks;

import carafe.rooms.api.SocketListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;

/** A room's own connections to other rooms, those that are being made too. */
final class Sockets {
  private final Turns turns;
  private final Ledger ledger;
  private final Hooks hooks;
  private final ActorRef<? super Note> self;
  private final Set<LiveSocket> all = ConcurrentHashMap.newKeySet();

  Sockets(Turns turns, Ledger ledger, Hooks hooks, ActorRef<? super Note> self) {
    this.turns = turns;
    this.ledger = ledger;
    this.hooks = hooks;
    this.self = self;
  }

  LiveSocket make(SocketListener listener) {
    return new LiveSocket(this, turns, ledger, hooks, self, listener);
  }

  /** It is being made. */
  void add(LiveSocket socket) {
    all.add(socket);
  }

  /** It is over, or was never opened; on any thread. */
  void forget(LiveSocket socket) {
    all.remove(socket);
  }

  boolean areNone() {
    return all.isEmpty();
  }

  /** The room stops. */
  void closeAll() {
    all.forEach(LiveSocket::leave);
  }
}
