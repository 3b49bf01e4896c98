package carafe.rooms.hooks;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.room.Audience;
import carafe.rooms.storage.StoredState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** The parts of one room, put together; most of them once it knows what it has stored. */
final class Inside {
  private final RoomAddress room;
  private final ActorRef<RoomMessage> self;
  private final TimerScheduler<RoomMessage> scheduler;
  private final PartyRoom type;
  private final PartyNode node;
  private final LongSupplier newestEvent;
  private final Audience audience;
  private final Watch watch;
  private final Turns turns;
  private final Gate gate = new Gate();
  private final Sections sections;
  private final Replies replies = new Replies();
  private final Section onStart = new Section("onStart", List.of());
  private @Nullable Recovered recovered;

  private record Recovered(
      Ledger ledger,
      Hooks hooks,
      Calling calling,
      Sockets sockets,
      Alarm alarm,
      Timers timers,
      LiveRoom live,
      Floor floor) {}

  /**
   * @param newestEvent its number in the journal
   */
  Inside(
      RoomAddress room,
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> scheduler,
      PartyRoom type,
      PartyNode node,
      LongSupplier newestEvent) {
    this.room = room;
    this.self = context.getSelf();
    this.scheduler = scheduler;
    this.type = type;
    this.node = node;
    this.newestEvent = newestEvent;
    this.audience = new Audience(context);
    this.watch = node.watchdog().watch(type.logName(room.room()));
    this.turns = new Turns(watch);
    this.sections = new Sections(turns, gate, self, node.hooks().timeout());
    gate.hold(onStart);
  }

  /** The journal has told what is stored; from now on it is changed in place. */
  void recovered(StoredState stored) {
    HookSettings hookSettings = node.hooks();
    FailureLog log = new FailureLog(type.logName(room.room()), type.logLimit());
    Roster roster = new Roster();
    Ledger ledger = new Ledger(stored, node.storage());
    Hooks hooks = new Hooks(gate, sections, type.hooks(), log);
    Calling calling = new Calling(room, turns, ledger, sections, hookSettings.callsMax());
    Sockets sockets = new Sockets(turns, ledger, hooks, self);
    Alarm alarm =
        new Alarm(room, ledger, hooks, log, scheduler, node.awake(), newestEvent, node.clock());
    Timers timers = new Timers(scheduler, hooks, hookSettings.timersMax());
    LiveRoom live =
        new LiveRoom(
            room,
            turns,
            ledger,
            sections,
            audience,
            roster,
            new LiveParties(node.calls(), calling, sockets),
            alarm,
            timers,
            log);
    Floor floor =
        new Floor(
            room,
            type.settings(),
            hookSettings.requestsWaitingMax(),
            turns,
            gate,
            ledger,
            hooks,
            calling,
            alarm,
            audience,
            roster,
            replies);
    recovered = new Recovered(ledger, hooks, calling, sockets, alarm, timers, live, floor);
  }

  /**
   * @param then told whether it started
   */
  void start(Consumer<Boolean> then) {
    Recovered parts = parts();
    parts.alarm.recovered();
    onStart.beginsNow(); // reading the journal was not its work
    parts.hooks.start(
        onStart,
        parts.live,
        succeeded -> {
          gate.release(onStart);
          then.accept(succeeded);
        });
  }

  private Recovered parts() {
    if (recovered == null) {
      throw new IllegalStateException("the room has not recovered");
    }
    return recovered;
  }

  /** The actor is gone. */
  void ended() {
    replies.refuseAll(Replies.UNAVAILABLE);
    audience.end();
    if (recovered != null) {
      recovered.sockets.closeAll();
    }
    node.watchdog().forget(watch);
  }

  /** Whether nobody is there and nothing is going on. */
  boolean isIdle() {
    Recovered parts = parts();
    return audience.isAlone()
        && sections.unfinished() == 0
        && gate.isEmpty()
        && parts.calling.isQuiet()
        && parts.sockets.areNone()
        && parts.timers.areNone();
  }

  Audience audience() {
    return audience;
  }

  Turns turns() {
    return turns;
  }

  Gate gate() {
    return gate;
  }

  Sections sections() {
    return sections;
  }

  Replies replies() {
    return replies;
  }

  Ledger ledger() {
    return parts().ledger;
  }

  Alarm alarm() {
    return parts().alarm;
  }

  Timers timers() {
    return parts().timers;
  }

  Floor floor() {
    return parts().floor;
  }
}
