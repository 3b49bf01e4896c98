package carafe.rooms.connection;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.budget.Budgets;
import carafe.rooms.census.Tally;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.log.Seldom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All WebSocket connections of this node, up to their limit; thread-safe. */
public final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final ConnectionSettings settings;
  private final Entrance entrance;
  private final Clocks clocks;
  private final Tally tally;
  private final Budgets budgets;
  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final Seldom sweepFailures = new Seldom();
  private volatile boolean leaving;
  private final Consumer<Conversation> whenOver = this::over; // the same for all of them

  /**
   * @param tally counts those that enter
   */
  public Connections(ConnectionSettings settings, Entrance entrance, Clocks clocks, Tally tally) {
    this.settings = settings;
    this.entrance = entrance;
    this.clocks = clocks;
    this.tally = tally;
    this.budgets = Budgets.of(settings.partialBytesMax(), settings.unreadBytesMax());
  }

  /** Whether one more may come. */
  public boolean haveRoom() {
    return !leaving && count.get() < settings.connectionsMax();
  }

  /**
   * Starts a conversation over a wire whose handshake is done, and hands it to the entrance. One
   * too many, where handshakes overtook each other, is closed with 1013 at once.
   */
  public Conversation open(Arrival arrival, Wire wire) {
    boolean oneTooMany = count.incrementAndGet() > settings.connectionsMax();
    boolean enters = !oneTooMany && !leaving;
    Conversation conversation = begin(arrival, wire, enters);
    try {
      if (oneTooMany) {
        conversation.close(CloseCodes.TRY_AGAIN, "this node is full");
      } else if (!enters) {
        conversation.close(CloseCodes.RESTART, "this node stops");
      } else {
        enter(arrival, conversation);
      }
    } catch (RuntimeException | Error e) {
      conversation.ended(); // no transport has it yet that would say so
      throw e;
    }
    return conversation;
  }

  private Conversation begin(Arrival arrival, Wire wire, boolean enters) {
    RoomAddress countedAs = null;
    try {
      countedAs = enters ? tally.opened(arrival.type(), arrival.room()) : null;
      Conversation conversation =
          new Conversation(arrival, countedAs, settings, clocks, budgets, wire, whenOver);
      open.add(conversation);
      return conversation;
    } catch (RuntimeException | Error e) {
      uncount(countedAs); // no memory for it, perhaps
      throw e;
    }
  }

  private void enter(Arrival arrival, Conversation conversation) {
    try {
      entrance.enter(arrival.type(), arrival.room(), conversation);
    } catch (RuntimeException e) {
      LOG.error("a connection could not enter", e);
      conversation.close(CloseCodes.FAILED, "something went wrong here");
    }
  }

  /**
   * Wakes every connection whose time has come for something; to be called every second. One that
   * fails keeps back no other: the timer that calls this would stop for good, and nobody be pinged
   * or given up any more.
   */
  public void sweep() {
    for (Conversation conversation : open) {
      try {
        if (conversation.isDue()) {
          conversation.wake();
        }
      } catch (RuntimeException e) {
        if (sweepFailures.isDue()) {
          LOG.error("a connection failed when its time had come", e);
        }
      }
    }
  }

  /** From now on nobody is let in; those who are here stay. */
  public void letNobodyIn() {
    leaving = true;
  }

  /** How many there are. */
  public int size() {
    return count.get();
  }

  /** What they draw on, and what carries their bytes shall draw on. */
  public Budgets budgets() {
    return budgets;
  }

  private void over(Conversation conversation) {
    open.remove(conversation);
    uncount(conversation.countedAs());
  }

  private void uncount(@Nullable RoomAddress countedAs) {
    count.decrementAndGet();
    if (countedAs != null) {
      tally.closed(countedAs);
    }
  }
}
