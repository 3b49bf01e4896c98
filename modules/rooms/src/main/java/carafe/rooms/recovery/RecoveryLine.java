package carafe.rooms.recovery;

import carafe.rooms.message.RoomMessage;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Knows which rooms of a node read their journal and which wait, and lets the next one begin. */
final class RecoveryLine extends AbstractBehavior<RecoveryLine.Message> {
  /** Only rooms of this node tell it something. */
  sealed interface Message extends NoSerializationVerificationNeeded {}

  /** A room wants to begin, or what it waits for has become more urgent. */
  record Wait(ActorRef<RoomMessage> room, Urgency urgency) implements Message {}

  record Done(ActorRef<RoomMessage> room) implements Message {}

  /** The room's actor has stopped, whatever it was about. */
  private record Gone(ActorRef<RoomMessage> room) implements Message {}

  private final int max;
  private final Set<ActorRef<RoomMessage>> reading = new HashSet<>();
  private final Map<Urgency, Set<ActorRef<RoomMessage>>> waiting = new EnumMap<>(Urgency.class);

  /**
   * @param max most rooms that read at a time
   */
  static Behavior<Message> create(int max) {
    return Behaviors.setup(context -> new RecoveryLine(context, max));
  }

  private RecoveryLine(ActorContext<Message> context, int max) {
    super(context);
    this.max = max;
    for (Urgency urgency : Urgency.values()) {
      waiting.put(urgency, new LinkedHashSet<>());
    }
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case Wait m -> await(m.room(), m.urgency());
      case Done m -> {
        getContext().unwatch(m.room());
        remove(m.room());
      }
      case Gone m -> remove(m.room());
    }
    next();
    return this;
  }

  private void await(ActorRef<RoomMessage> room, Urgency urgency) {
    if (reading.contains(room)) {
      return; // its turn came while it said so
    }
    boolean waits = waiting.values().stream().anyMatch(line -> line.remove(room));
    if (!waits) {
      getContext().watchWith(room, new Gone(room));
    }
    of(urgency).add(room);
  }

  private void remove(ActorRef<RoomMessage> room) {
    reading.remove(room);
    waiting.values().forEach(line -> line.remove(room));
  }

  private void next() {
    while (reading.size() < max) {
      Optional<ActorRef<RoomMessage>> first =
          waiting.values().stream().flatMap(Set::stream).findFirst(); // the most urgent line first
      if (first.isEmpty()) {
        return;
      }
      waiting.values().forEach(line -> line.remove(first.get()));
      reading.add(first.get());
      first.get().tell(new WaitingRoom.YourTurn());
    }
  }

  private Set<ActorRef<RoomMessage>> of(Urgency urgency) {
    return waiting.computeIfAbsent(urgency, _ -> new LinkedHashSet<>());
  }
}
