package carafe.rooms.relay;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.RelayMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.party.ClientLanguage.Trouble;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * What the connections of a relay say, on its way to the room: how much of it may wait, what is
 * held until there is a verdict on credentials, and what is refused because the room is away.
 */
final class Speech {
  /** Close code for a connection that says more than is dealt with: try again later. */
  private static final int TOO_FAST = 1013;

  private final ActorContext<RelayMessage> context;
  private final Place place;
  private final Outbox outbox;

  Speech(ActorContext<RelayMessage> context, Place place, Outbox outbox) {
    this.context = context;
    this.place = place;
    this.outbox = outbox;
  }

  /**
   * @param away whether the room is
   */
  void spoke(Inner.Spoke spoke, boolean away) {
    Peer peer = spoke.peer();
    if (peer.forgotten || peer.dismissed) {
      return;
    }
    if (peer.unanswered >= peer.connection.unansweredMax(place.settings().unansweredMax())) {
      if (peer.connection.endsWithRoom()) {
        peer.connection.close(TOO_FAST, "too fast: too much was said that is not dealt with");
        return;
      }
      peer.send(trouble(away ? Trouble.UNAVAILABLE : Trouble.RATE_LIMITED));
      return;
    }
    peer.unanswered++;
    say(new Said.Speaking(peer, spoke.message(), spoke.at(), System.nanoTime()));
  }

  /** Lets a connection's word through, or holds it until there is a verdict on one before it. */
  void say(Said.OfPeer said) {
    if (said.isForgotten()) {
      return;
    }
    Peer peer = said.peer();
    if (peer.isBlocked()) {
      peer.hold(said);
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
      Said.OfPeer next = peer.nextHeld();
      if (next == null) {
        return;
      }
      say(next);
    }
  }

  /** The room has closed it and waits for no more than its end, which may be held. */
  void dismissed(Peer peer) {
    release(peer);
  }

  /** The room is done with it, or was never asked. */
  void answered(Said.Speaking speaking) {
    Peer peer = speaking.peer();
    peer.unanswered--;
    if (speaking.equals(peer.checking)) {
      peer.checking = null;
      release(peer);
    }
  }

  void denied(Peer peer, ToRelay.Denied denied) {
    boolean budgetLeft = place.denials().draw(peer.connection.address());
    peer.checking = null;
    peer.denials++;
    context.scheduleOnce(
        place.settings().denialDelay(),
        context.getSelf(),
        new Inner.DenialDue(peer, budgetLeft ? denied.denied() : denied.limited()));
  }

  void denialDue(Inner.DenialDue due) {
    Peer peer = due.peer();
    peer.denials--;
    peer.send(due.answer());
    release(peer);
  }

  /** The room is gone with what it had not handled: some of it is for the next incarnation. */
  void salvage() {
    Salvage salvage = Salvage.of(outbox.reclaim(), this::isOld);
    salvage.superseded().forEach(this::answered);
    salvage.refused().forEach(this::refuse);
    outbox.addFirst(salvage.again());
  }

  /** What has waited for the room for too long. */
  void refuseOld() {
    outbox.withdraw(this::isOld).forEach(this::refuse);
  }

  private boolean isOld(Said.Speaking speaking) {
    return System.nanoTime() - speaking.since() >= place.settings().keptFor().toNanos();
  }

  private void refuse(Said.Speaking speaking) {
    speaking.peer().send(trouble(Trouble.UNAVAILABLE));
    answered(speaking);
  }

  private Frame trouble(Trouble trouble) {
    return place.language().trouble(trouble);
  }
}
