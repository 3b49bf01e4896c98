package carafe.rooms.relay;

import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.Numbers;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Something a relay has to tell its room; it gets its number when it is sent. */
sealed interface Said {
  ToRoom.FromRelay numbered(ActorRef<ToRelay> relay, long number);

  /**
   * Whether it concerns nobody any more: the relay has nothing more to do with its connection, or
   * it is a word of one that the room has closed.
   */
  boolean isForgotten();

  /** Something one connection said or did. */
  sealed interface OfPeer extends Said {
    Peer peer();

    @Override
    default boolean isForgotten() {
      return peer().forgotten;
    }
  }

  record Opening(Peer peer) implements OfPeer {
    @Override
    public ToRoom.Opened numbered(ActorRef<ToRelay> relay, long number) {
      return new ToRoom.Opened(relay, number, peer.member());
    }
  }

  /**
   * @param at when it reached the server
   * @param since the same in nanosecond time, to know its age
   */
  record Speaking(Peer peer, ClientMessage message, Instant at, long since) implements OfPeer {
    @Override
    public ToRoom.Heard numbered(ActorRef<ToRelay> relay, long number) {
      return new ToRoom.Heard(relay, number, peer.number, message, at);
    }

    @Override
    public boolean isForgotten() {
      return peer.forgotten || peer.dismissed;
    }
  }

  record Closing(Peer peer, int code, String reason, boolean clean) implements OfPeer {
    @Override
    public ToRoom.Closed numbered(ActorRef<ToRelay> relay, long number) {
      return new ToRoom.Closed(relay, number, peer.number, code, reason, clean);
    }
  }

  /** These were welcomed by an incarnation before this one. */
  record Returning(List<Peer> peers) implements Said {
    @Override
    public ToRoom.Returned numbered(ActorRef<ToRelay> relay, long number) {
      return new ToRoom.Returned(relay, number, peers.stream().map(Peer::member).toList());
    }

    @Override
    public boolean isForgotten() {
      return false;
    }
  }

  record Silence(Numbers connections) implements Said {
    @Override
    public ToRoom.Silent numbered(ActorRef<ToRelay> relay, long number) {
      return new ToRoom.Silent(relay, number, connections);
    }

    @Override
    public boolean isForgotten() {
      return false;
    }
  }
}
