package carafe.rooms.relay;

import carafe.rooms.message.Mark;
import carafe.rooms.message.RelayMessage;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * What binds a relay to one incarnation of its room: it knocks until one opens, then watches it,
 * and knows a word of that one, in its order, from words that are late or come after lost ones.
 */
final class Tie {
  /** What a message from a room is to the relay. */
  enum Word {
    /** Not of the incarnation it is attached to. */
    OLD,
    /** The room opened; the relay is attached now. */
    OPENED,
    NEXT,
    /** One before it did not arrive. */
    AFTER_A_LOST_ONE
  }

  private final ActorContext<RelayMessage> context;
  private final TimerScheduler<RelayMessage> timers;
  private final Place place;
  private final ActorRef<ToRelay> self;

  /** Null while the relay is not attached. */
  private @Nullable ActorRef<RoomMessage> room;

  /** Number of the newest Attach: what has not heard it comes from an incarnation before. */
  private long attach;

  /** Number of the room's newest message. */
  private long told;

  private Duration retry = Duration.ZERO;

  Tie(ActorContext<RelayMessage> context, TimerScheduler<RelayMessage> timers, Place place) {
    this.context = context;
    this.timers = timers;
    this.place = place;
    this.self = context.getSelf().narrow();
  }

  boolean holds() {
    return room != null;
  }

  /** Whether the room lives on another node: words between nodes may be lost. */
  boolean isLong() {
    return room != null && room.path().address().hasGlobalScope();
  }

  /** Whether it is to the incarnation that had taken this Attach. */
  boolean isOf(long attachNumber) {
    return attachNumber == attach;
  }

  /** Lets go of the incarnation, if any. */
  void cut() {
    if (room != null) {
      context.unwatch(room);
      room = null;
    }
  }

  /** Lets go of the incarnation, if any, and knocks until another opens. */
  void seek(long attachNumber) {
    cut();
    attach = attachNumber;
    retry = place.settings().attachRetryMin();
    knock(new Inner.AttachDue(attach));
  }

  void knock(Inner.AttachDue due) {
    if (room == null && due.attach() == attach) {
      place.door().tell(new ToRoom.Attach(self, attach));
      timers.startSingleTimer(Inner.AttachDue.class, due, retry);
      Duration twice = retry.multipliedBy(2);
      Duration max = place.settings().attachRetryMax();
      retry = twice.compareTo(max) < 0 ? twice : max;
    }
  }

  Word hear(ToRelay message) {
    Mark mark = message.mark();
    if (mark.heard() < attach) {
      return Word.OLD; // said by an incarnation before, before it ended
    }
    if (room == null) {
      if (message instanceof ToRelay.Attached attached) {
        take(attached);
        return Word.OPENED;
      }
      return Word.OLD;
    }
    if (message instanceof ToRelay.Attached attached && !attached.room().equals(room)) {
      return Word.OLD; // one of the two has terminated, and is watched if it is the one we took
    }
    if (mark.told() != told + 1) {
      return Word.AFTER_A_LOST_ONE;
    }
    told = mark.told();
    return Word.NEXT;
  }

  private void take(ToRelay.Attached attached) {
    room = attached.room();
    told = attached.mark().told();
    context.watchWith(attached.room(), new Inner.RoomGone(attach));
    timers.cancel(Inner.AttachDue.class);
  }

  /** Only while it {@link #holds}; nothing else is told the room. */
  void tell(ToRoom.FromRelay message) {
    if (room != null) {
      room.tell(message);
    }
  }

  ActorRef<ToRelay> self() {
    return self;
  }
}
