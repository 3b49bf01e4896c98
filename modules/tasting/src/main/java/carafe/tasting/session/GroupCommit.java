package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rules.session.Command;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;

/**
 * Decides what waits in the group together with what comes after it, stores all of it in one go,
 * then tells.
 */
final class GroupCommit {
  private final Shared shared;
  private final EffectFactories<Event, Session> effects;
  private final ActorRef<RoomMessage> self;
  private final Group group;
  private final Announcing announcing;
  private final Hearing hearing;
  private final Upkeep upkeep;

  GroupCommit(
      Shared shared,
      EffectFactories<Event, Session> effects,
      ActorRef<RoomMessage> self,
      Group group,
      Announcing announcing,
      Hearing hearing,
      Upkeep upkeep) {
    this.shared = shared;
    this.effects = effects;
    this.self = self;
    this.group = group;
    this.announcing = announcing;
    this.hearing = hearing;
    this.upkeep = upkeep;
  }

  /** Something that stores nothing and does not depend on what waits in the group. */
  EffectBuilder<Event, Session> now(Session session, Runnable action) {
    action.run();
    upkeep.follow(session);
    return effects.none();
  }

  /** Into the group; {@link Note.Flush} comes behind all that is in the mailbox by now. */
  EffectBuilder<Event, Session> wait(Session session, Group.Entry entry) {
    group.add(entry);
    if (group.size() == 1) {
      self.tell(new Note.Flush());
    }
    return group.size() >= shared.settings().groupMax() ? flush(session) : effects.none();
  }

  /** What waits in the group waits no longer. */
  EffectBuilder<Event, Session> flush(Session session) {
    return store(session, _ -> Reaction.nothing());
  }

  /** Does what nobody asked for; the rules know whether it still means anything. */
  EffectBuilder<Event, Session> carryOut(Session session, Command command) {
    return store(
        session, f -> Reaction.store(Reaction.events(Session.decide(f.session(), command))));
  }

  /**
   * Decides what waits in the group, then this; stores all in one go; then tells, as if it had been
   * one after the other.
   */
  EffectBuilder<Event, Session> store(Session session, Function<Group.Flushed, Reaction> decide) {
    return store(session, Optional.empty(), decide);
  }

  /**
   * The same.
   *
   * @param back who comes back to a seat by this
   */
  EffectBuilder<Event, Session> store(
      Session session, Optional<Group.Return> back, Function<Group.Flushed, Reaction> decide) {
    Group.Flushed flushed = group.flush(session, back);
    Reaction reaction = decide.apply(flushed);
    List<Event> events = new ArrayList<>(flushed.events());
    events.addAll(reaction.events());
    EffectBuilder<Event, Session> effect =
        events.isEmpty() ? effects.none() : effects.persist(events);
    return effect.thenRun(
        after -> {
          if (!events.isEmpty()) {
            upkeep.stored(after);
          }
          // Whoever holds on to a seat shall hold the one that the state has, not a second one.
          Group.Flushed came = reaction.events().isEmpty() ? flushed.keeping(after) : flushed;
          announcing.announce(came.events(), session, came.session());
          hearing.tell(came);
          announcing.announce(reaction.events(), came.session(), after);
          reaction.then().accept(after);
          upkeep.decided(after);
        });
  }
}
