package carafe.rooms.relay;

import carafe.rooms.connection.Connection;
import carafe.rooms.message.Member;
import carafe.rooms.message.RelayMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Carries words between the connections of one node to one room and whichever incarnation of that
 * room lives, and keeps what is unanswered while the room is away (DESIGN.md, "a room moves").
 *
 * <p>Its log names parties, never rooms: a host's id is half a credential.
 */
final class RoomRelay extends AbstractBehavior<RelayMessage> {
  /** Close code for connections whose relay failed. */
  private static final int FAILED = 1011;

  /** Largest {@link ToRoom.Returned}; a frame between nodes holds 4 MiB. */
  private static final int RETURNED_BYTES_MAX = 1 << 20;

  private final Place place;
  private final RelaySettings settings;
  private final TimerScheduler<RelayMessage> timers;
  private final Peers peers;
  private final Outbox outbox;
  private final Speech speech;
  private final Tie tie;
  private final Liveness liveness;
  private final Draining draining;

  static Behavior<RelayMessage> create(Place place) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new RoomRelay(context, timers, place)));
  }

  private RoomRelay(
      ActorContext<RelayMessage> context, TimerScheduler<RelayMessage> timers, Place place) {
    super(context);
    this.place = place;
    this.settings = place.settings();
    this.timers = timers;
    this.peers = new Peers(place.fanOut(), context.getSelf()::tell);
    this.outbox = new Outbox(settings.inFlightMax());
    this.speech = new Speech(context, place, outbox);
    this.tie = new Tie(context, timers, place);
    this.liveness = new Liveness(timers, settings, peers, outbox, tie);
    this.draining = new Draining(timers, peers);
    goToRoom();
  }

  @Override
  public Receive<RelayMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(ToRelay.class, this::onToRelay)
        .onMessage(Inner.class, this::onInner)
        .onSignal(PostStop.class, _ -> onPostStop())
        .build();
  }

  private Behavior<RelayMessage> onInner(Inner message) {
    switch (message) {
      case Inner.Enter m -> enter(m.connection());
      case Inner.Spoke m -> {
        speech.spoke(m, !tie.holds());
        tellRoom();
      }
      case Inner.Left m -> left(m);
      case Inner.CloseAll m -> closeAll(m);
      case Inner.CloseSome _ -> draining.goOn();
      case Inner.RoomGone m -> roomGone(m);
      case Inner.AttachDue m -> tie.knock(m);
      case Inner.LookAtWaiting _ -> lookAtWaiting();
      case Inner.LookForSilent _ -> {
        liveness.lookForSilent();
        tellRoom();
      }
      case Inner.LookForLost _ -> liveness.lookForLost();
      case Inner.DenialDue m -> {
        speech.denialDue(m);
        tellRoom();
      }
      case Inner.LingeredEnough _ -> lingeredEnough();
      case Inner.Go _ -> {
        return go();
      }
    }
    return this;
  }

  // Connections come and go.

  private void enter(Connection connection) {
    Peer peer = peers.enter(connection, System.nanoTime());
    place.onTheWay().arrived(connection);
    timers.cancel(new Inner.LingeredEnough());
    outbox.add(new Said.Opening(peer));
    connection.attached(peer);
    draining.entered(connection);
    tellRoom();
  }

  private void left(Inner.Left left) {
    Peer peer = left.peer();
    if (peer.forgotten) {
      return;
    }
    if (tie.holds()) {
      peer.gone = true;
      speech.say(new Said.Closing(peer, left.code(), left.reason(), left.clean()));
      tellRoom();
    } else {
      forget(peer); // the next incarnation never hears of it
    }
  }

  private void forget(Peer peer) {
    peers.forget(peer);
    lingerIfEmpty();
  }

  // What the room says.

  private Behavior<RelayMessage> onToRelay(ToRelay message) {
    switch (tie.hear(message)) {
      case OLD -> carryOutLate(message);
      case OPENED -> opened();
      case NEXT -> {
        liveness.heard();
        carryOut(message);
        outbox.handled(message.mark().handled(), this::settled);
        goOn(message);
      }
      case AFTER_A_LOST_ONE -> {
        carryOutLate(message);
        lose("of words of the room that did not arrive");
      }
    }
    return this;
  }

  private void carryOut(ToRelay message) {
    switch (message) {
      case ToRelay.ToAll m -> peers.tellAll(m.frame(), m.except(), m.mark().heard());
      case ToRelay.ToAllAtOnce m -> peers.tellAll(m.frames(), m.mark().heard());
      case ToRelay.ToSome m -> peers.tell(m.frame(), m.connections());
      case ToRelay.Close m -> dismiss(m);
      case ToRelay.Keep m -> keep(m);
      case ToRelay.Denied m -> {
        Peer peer = peers.get(m.connection());
        if (peer != null) {
          speech.denied(peer, m);
        }
      }
      case ToRelay.Attached _, ToRelay.Handled _, ToRelay.Again _, ToRelay.Ended _ -> {}
    }
  }

  /**
   * After all that the message tells is carried out: a Denied comes before the verdict that its
   * turn is done, and what a room has handled it has, though it be its last word.
   */
  private void goOn(ToRelay message) {
    switch (message) {
      case ToRelay.Again _ -> lose("of words to the room that did not arrive");
      case ToRelay.Ended _ -> lose(null);
      case ToRelay.Attached _,
          ToRelay.ToAll _,
          ToRelay.ToAllAtOnce _,
          ToRelay.ToSome _,
          ToRelay.Close _,
          ToRelay.Keep _,
          ToRelay.Denied _,
          ToRelay.Handled _ ->
          tellRoom();
    }
  }

  private void settled(Said said) {
    switch (said) {
      case Said.Opening(Peer peer) -> {
        peer.welcomed = true;
        peer.connection.welcomed();
      }
      case Said.Speaking speaking -> speech.answered(speaking);
      case Said.Closing _, Said.Returning _, Said.Silence _ -> {}
    }
  }

  /** Whom a room has closed is closed, whatever else of it did not arrive: nobody says it again. */
  private void carryOutLate(ToRelay message) {
    if (message instanceof ToRelay.Close close) {
      dismiss(close);
      tellRoom();
    }
  }

  private void dismiss(ToRelay.Close close) {
    for (Peer peer : peers.dismiss(close.connections(), close.code(), close.reason())) {
      if (tie.holds()) {
        speech.dismissed(peer);
      } else {
        forget(peer);
      }
    }
  }

  private void keep(ToRelay.Keep keep) {
    Peer peer = peers.get(keep.connection());
    if (keep.state().size() > Member.STATE_BYTES_MAX) {
      getContext()
          .getLog()
          .error(
              "A room of party {} gave a connection {} bytes to keep; at most {} are",
              place.party(),
              keep.state().size(),
              Member.STATE_BYTES_MAX);
    } else if (peer != null) {
      peer.state = keep.state();
      peer.welcomed = true;
    }
  }

  // Coming to the room, and losing it.

  private void goToRoom() {
    if (draining.isOver()) {
      tie.cut(); // nobody here is to stay; knocking would keep sharding from handing over
      return;
    }
    timers.startTimerWithFixedDelay(
        new Inner.LookAtWaiting(), shorter(settings.keptFor(), settings.roomWait()).dividedBy(10));
    tie.seek(outbox.extraNumber());
  }

  private void opened() {
    liveness.attached();
    timers.cancel(new Inner.LookAtWaiting());
    speech.refuseOld();
    outbox.addFirst(peers.returning(RETURNED_BYTES_MAX));
    tellRoom();
  }

  private void tellRoom() {
    if (!tie.holds()) {
      return;
    }
    for (Said said = outbox.next(); said != null; said = outbox.next()) {
      tie.tell(said.numbered(tie.self(), outbox.last()));
      switch (said) {
        case Said.Opening(Peer peer) -> peer.openedAt = outbox.last();
        case Said.Closing closing -> forget(closing.peer());
        case Said.Speaking _, Said.Returning _, Said.Silence _ -> {}
      }
    }
  }

  private void roomGone(Inner.RoomGone gone) {
    if (tie.isOf(gone.attach())) {
      lose(null);
    }
  }

  /**
   * The room's incarnation is gone, or words between it and the relay are: begins anew with
   * whichever incarnation opens the door.
   */
  private void lose(@Nullable String because) {
    if (because != null) {
      getContext()
          .getLog()
          .warn("A relay of party {} attaches again because {}", place.party(), because);
    }
    liveness.lost();
    List<Peer> over = peers.forgetIf(peer -> peer.gone || peer.dismissed || peer.endsNow());
    if (!over.isEmpty()) {
      lingerIfEmpty();
    }
    over.stream().filter(Peer::endsNow).forEach(peer -> peer.connection.roomGone());
    for (Peer peer : peers.all()) {
      peer.openedAt = peer.welcomed ? 0 : Peer.UNHEARD;
    }
    speech.salvage();
    goToRoom();
  }

  /**
   * While the room is away: what waits for too long is refused, and whoever waits for too long to
   * be welcomed leaves. Who was in the room stays: it comes back, and they would only come again.
   */
  private void lookAtWaiting() {
    speech.refuseOld();
    long now = System.nanoTime();
    List<Peer> given =
        peers.forgetIf(peer -> !peer.welcomed && now - peer.since >= settings.roomWait().toNanos());
    for (Peer peer : given) {
      place.turnAway(peer.connection);
    }
    if (!given.isEmpty()) {
      lingerIfEmpty();
    }
  }

  // The end.

  private void closeAll(Inner.CloseAll all) {
    if (!draining.hasBegun()) {
      draining.begin(all);
      lingerIfEmpty();
    }
  }

  private void lingerIfEmpty() {
    if (peers.isEmpty()) {
      Duration linger = draining.hasBegun() ? Duration.ZERO : settings.linger();
      timers.startSingleTimer(new Inner.LingeredEnough(), linger);
    }
  }

  private void lingeredEnough() {
    if (peers.isEmpty()) {
      place.parent().tell(new Relays.MayGo(getContext().getSelf(), peers.entered()));
    }
  }

  private Behavior<RelayMessage> go() {
    tie.tell(new ToRoom.Detach(tie.self(), outbox.extraNumber()));
    return Behaviors.stopped();
  }

  /** Nobody is left when a relay goes by itself; otherwise it failed, and clients come again. */
  private Behavior<RelayMessage> onPostStop() {
    for (Peer peer : peers.all()) {
      try {
        peer.connection.close(FAILED, "");
      } catch (RuntimeException e) { // the one that made it fail, perhaps: others must not stay
        getContext().getLog().error("A connection of a relay that ended could not be closed", e);
      }
    }
    return this;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
