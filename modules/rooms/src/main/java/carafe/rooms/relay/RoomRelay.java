package carafe.rooms.relay;

import carafe.rooms.connection.Connection;
import carafe.rooms.connection.Inbox;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.Mark;
import carafe.rooms.message.Member;
import carafe.rooms.message.Numbers;
import carafe.rooms.message.RelayMessage;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.ClientLanguage.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.RecipientRef;
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
  /** Close code for a connection whose room cannot be reached: try again later. */
  private static final int AWAY = 1013;

  /** Close code for connections whose relay failed. */
  private static final int FAILED = 1011;

  /** Largest {@link ToRoom.Returned}; a frame between nodes holds 4 MiB. */
  private static final int RETURNED_BYTES_MAX = 1 << 20;

  private static final Duration CLOSE_STEP = Duration.ofMillis(50);

  /**
   * Where a relay belongs.
   *
   * @param door the room's address in the cluster, whichever node it lives on
   */
  record Place(
      String party,
      ClientLanguage language,
      RecipientRef<RoomMessage> door,
      RelaySettings settings,
      DenialBudget denials,
      ActorRef<Relays.MayGo> parent) {}

  private final Place place;
  private final RelaySettings settings;
  private final TimerScheduler<RelayMessage> timers;
  private final ActorRef<ToRelay> self;
  private final Peers peers = new Peers();
  private final Outbox outbox;

  /** Null while the relay is not attached. */
  private @Nullable ActorRef<RoomMessage> room;

  /** Number of the newest Attach: what has not heard it comes from an incarnation before. */
  private long attach;

  /** Number of the room's newest message. */
  private long told;

  private Duration attachRetry = Duration.ZERO;
  private Numbers silent = Numbers.none();
  private @Nullable Farewell farewell;

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
    this.self = context.getSelf().narrow();
    this.outbox = new Outbox(settings.inFlightMax());
    timers.startTimerWithFixedDelay(new Inner.LookForSilent(), settings.silenceSweep());
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
      case Inner.Spoke m -> spoke(m);
      case Inner.Left m -> left(m);
      case Inner.CloseAll m -> closeAll(m);
      case Inner.CloseSome _ -> closeSome();
      case Inner.RoomGone m -> roomGone(m);
      case Inner.AttachDue m -> attachDue(m);
      case Inner.LookAtWaiting _ -> lookAtWaiting();
      case Inner.LookForSilent _ -> lookForSilent();
      case Inner.DenialDue m -> denialDue(m);
      case Inner.LingeredEnough _ -> lingeredEnough();
      case Inner.Go _ -> {
        return go();
      }
    }
    return this;
  }

  // What connections do.

  private void enter(Connection connection) {
    Peer peer = peers.enter(connection, System.nanoTime());
    timers.cancel(new Inner.LingeredEnough());
    outbox.add(new Said.Opening(peer));
    connection.attached(new Ear(getContext().getSelf(), peer));
    if (farewell != null) {
      connection.close(farewell.code, farewell.reason);
    }
    tellRoom();
  }

  private record Ear(ActorRef<RelayMessage> relay, Peer peer) implements Inbox {
    @Override
    public void heard(ClientMessage message, Instant at) {
      relay.tell(new Inner.Spoke(peer, message, at));
    }

    @Override
    public void closed(int code, String reason, boolean clean) {
      relay.tell(new Inner.Left(peer, code, reason, clean));
    }
  }

  private void spoke(Inner.Spoke spoke) {
    Peer peer = spoke.peer();
    if (peer.forgotten) {
      return;
    }
    if (peer.unanswered >= peer.connection.unansweredMax(settings.unansweredMax())) {
      if (peer.connection.endsWithRoom()) {
        peer.connection.close(AWAY, "too fast: too much was said that is not dealt with");
        return;
      }
      peer.send(trouble(room == null ? Trouble.UNAVAILABLE : Trouble.RATE_LIMITED));
      return;
    }
    peer.unanswered++;
    say(new Said.Speaking(peer, spoke.message(), spoke.at(), System.nanoTime()));
    tellRoom();
  }

  private void left(Inner.Left left) {
    Peer peer = left.peer();
    if (peer.forgotten) {
      return;
    }
    if (room == null) {
      forget(peer); // the next incarnation never hears of it
    } else {
      peer.gone = true;
      say(new Said.Closing(peer, left.code(), left.reason(), left.clean()));
      tellRoom();
    }
  }

  /** Lets a connection's word through, or holds it until there is a verdict on one before it. */
  private void say(Said.OfPeer said) {
    Peer peer = said.peer();
    if (peer.isBlocked()) {
      peer.held.add(said);
      return;
    }
    if (said instanceof Said.Speaking speaking && speaking.message().checksCredentials()) {
      peer.checking = said;
    }
    outbox.add(said);
  }

  /** There is a verdict: the next ones, up to the next that is checked, may go. */
  private void release(Peer peer) {
    while (!peer.isBlocked()) {
      Said.OfPeer next = peer.held.poll();
      if (next == null) {
        return;
      }
      say(next);
    }
  }

  private void forget(Peer peer) {
    peers.forget(peer);
    lingerIfEmpty();
  }

  // What the room says.

  private Behavior<RelayMessage> onToRelay(ToRelay message) {
    Mark mark = message.mark();
    if (mark.heard() < attach) {
      return this; // said by an incarnation before, before it ended
    }
    if (room == null) {
      if (message instanceof ToRelay.Attached attached) {
        attached(attached);
      }
      return this;
    }
    if (message instanceof ToRelay.Attached attached && !attached.room().equals(room)) {
      return this; // one of the two has terminated, and is watched if it is the one we took
    }
    if (mark.told() != told + 1) {
      lose("of words of the room that did not arrive");
      return this;
    }
    told = mark.told();
    carryOut(message);
    settle(mark);
    return this;
  }

  private void carryOut(ToRelay message) {
    switch (message) {
      case ToRelay.ToAll m -> peers.tellAll(m.frame(), m.except(), m.mark().heard());
      case ToRelay.ToSome m -> peers.tell(m.frame(), m.connections());
      case ToRelay.Close m -> peers.close(m.connections(), m.code(), m.reason());
      case ToRelay.Keep m -> keep(m);
      case ToRelay.Denied m -> denied(m);
      case ToRelay.Again _ -> lose("of words to the room that did not arrive");
      case ToRelay.Attached _, ToRelay.Handled _ -> {}
    }
  }

  /** After a message is carried out: a Denied comes before the verdict that its turn is done. */
  private void settle(Mark mark) {
    if (room != null) {
      outbox.handled(mark.handled(), this::settled);
      tellRoom();
    }
  }

  private void settled(Said said) {
    switch (said) {
      case Said.Opening(Peer peer) -> {
        peer.welcomed = true;
        peer.connection.welcomed();
      }
      case Said.Speaking speaking -> answered(speaking);
      case Said.Closing _, Said.Returning _, Said.Silence _ -> {}
    }
  }

  /** The room is done with it, or was never asked. */
  private void answered(Said.Speaking speaking) {
    Peer peer = speaking.peer();
    peer.unanswered--;
    if (speaking.equals(peer.checking)) {
      peer.checking = null;
      release(peer);
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

  private void denied(ToRelay.Denied denied) {
    Peer peer = peers.get(denied.connection());
    if (peer == null) {
      return;
    }
    boolean budgetLeft = place.denials().draw(peer.connection.address());
    peer.checking = null;
    peer.denials++;
    getContext()
        .scheduleOnce(
            settings.denialDelay(),
            getContext().getSelf(),
            new Inner.DenialDue(peer, budgetLeft ? denied.denied() : denied.limited()));
  }

  private void denialDue(Inner.DenialDue due) {
    Peer peer = due.peer();
    peer.denials--;
    peer.send(due.answer());
    release(peer);
    tellRoom();
  }

  // Coming to the room, and losing it.

  private void goToRoom() {
    attach = outbox.extraNumber();
    attachRetry = settings.attachRetryMin();
    timers.startTimerWithFixedDelay(
        new Inner.LookAtWaiting(), shorter(settings.keptFor(), settings.roomWait()).dividedBy(10));
    attachDue(new Inner.AttachDue(attach));
  }

  private void attachDue(Inner.AttachDue due) {
    if (room == null && due.attach() == attach) {
      place.door().tell(new ToRoom.Attach(self, attach));
      timers.startSingleTimer(Inner.AttachDue.class, due, attachRetry);
      attachRetry = shorter(attachRetry.multipliedBy(2), settings.attachRetryMax());
    }
  }

  private void attached(ToRelay.Attached attached) {
    room = attached.room();
    told = attached.mark().told();
    getContext().watchWith(attached.room(), new Inner.RoomGone(attach));
    timers.cancel(Inner.AttachDue.class);
    timers.cancel(new Inner.LookAtWaiting());
    refuseOld();
    outbox.addFirst(peers.returning(RETURNED_BYTES_MAX));
    tellRoom();
  }

  private void tellRoom() {
    if (room == null) {
      return;
    }
    for (Said said = outbox.next(); said != null; said = outbox.next()) {
      room.tell(said.numbered(self, outbox.last()));
      switch (said) {
        case Said.Opening(Peer peer) -> peer.openedAt = outbox.last();
        case Said.Closing closing -> forget(closing.peer());
        case Said.Speaking _, Said.Returning _, Said.Silence _ -> {}
      }
    }
  }

  private void roomGone(Inner.RoomGone gone) {
    if (gone.attach() == attach) {
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
    if (room != null) {
      getContext().unwatch(room);
      room = null;
    }
    silent = Numbers.none();
    List<Peer> over = peers.forgetIf(peer -> peer.gone || peer.endsNow());
    if (!over.isEmpty()) {
      lingerIfEmpty();
    }
    over.stream().filter(Peer::endsNow).forEach(peer -> peer.connection.roomGone());
    for (Peer peer : peers.all()) {
      peer.openedAt = peer.welcomed ? 0 : Peer.UNHEARD;
    }
    Salvage salvage = Salvage.of(outbox.reclaim(), this::isOld);
    salvage.superseded().forEach(this::answered);
    salvage.refused().forEach(this::refuse);
    outbox.addFirst(salvage.again());
    goToRoom();
  }

  /**
   * While the room is away: what waits for too long is refused, and whoever waits for too long to
   * be welcomed leaves. Who was in the room stays: it comes back, and they would only come again.
   */
  private void lookAtWaiting() {
    refuseOld();
    long now = System.nanoTime();
    List<Peer> given =
        peers.forgetIf(peer -> !peer.welcomed && now - peer.since >= settings.roomWait().toNanos());
    for (Peer peer : given) {
      peer.connection.send(trouble(Trouble.UNAVAILABLE));
      peer.connection.close(AWAY, "the room cannot be reached, try again");
    }
    if (!given.isEmpty()) {
      lingerIfEmpty();
    }
  }

  private void refuseOld() {
    outbox.withdraw(this::isOld).forEach(this::refuse);
  }

  private boolean isOld(Said.Speaking speaking) {
    return System.nanoTime() - speaking.since() >= settings.keptFor().toNanos();
  }

  private void refuse(Said.Speaking speaking) {
    speaking.peer().send(trouble(Trouble.UNAVAILABLE));
    answered(speaking);
  }

  private void lookForSilent() {
    if (room != null) {
      Numbers now = peers.silent(settings.silentAfter());
      if (!now.equals(silent)) {
        silent = now;
        outbox.add(new Said.Silence(now));
        tellRoom();
      }
    }
  }

  // The end.

  private void closeAll(Inner.CloseAll all) {
    if (farewell == null) {
      double shift = ThreadLocalRandom.current().nextDouble();
      farewell =
          new Farewell(
              all.code(), all.reason(), all.spread(), peers.all(), System.nanoTime(), shift);
      closeSome();
      lingerIfEmpty();
    }
  }

  private void closeSome() {
    if (farewell == null) {
      return;
    }
    for (Peer peer : farewell.due(System.nanoTime())) {
      peer.connection.close(farewell.code, farewell.reason);
    }
    if (!farewell.isOver()) {
      timers.startSingleTimer(new Inner.CloseSome(), CLOSE_STEP);
    }
  }

  private void lingerIfEmpty() {
    if (peers.isEmpty()) {
      Duration linger = farewell == null ? settings.linger() : Duration.ZERO;
      timers.startSingleTimer(new Inner.LingeredEnough(), linger);
    }
  }

  private void lingeredEnough() {
    if (peers.isEmpty()) {
      place.parent().tell(new Relays.MayGo(getContext().getSelf(), peers.entered()));
    }
  }

  private Behavior<RelayMessage> go() {
    if (room != null) {
      room.tell(new ToRoom.Detach(self, outbox.extraNumber()));
    }
    return Behaviors.stopped();
  }

  /** Nobody is left when a relay goes by itself; otherwise it failed, and clients come again. */
  private Behavior<RelayMessage> onPostStop() {
    for (Peer peer : peers.all()) {
      peer.connection.close(FAILED, "");
    }
    return this;
  }

  private Frame trouble(Trouble trouble) {
    return place.language().trouble(trouble);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
