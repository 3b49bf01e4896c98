package carafe.rooms.room;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.Member;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;

/**
 * Everybody connected to a room, through whatever relays, and how to tell them. Belongs to the
 * room's actor; not thread-safe.
 */
public final class Audience {
  /** Takes a relay (again); its links from before are gone, these come instead. */
  public List<Link> attach(ToRoom.Attach attach) {
    throw new UnsupportedOperationException("helper relay");
  }

  /** Opens a turn; {@link Turn#done} closes it. */
  public Turn turn(ToRoom.FromRelay message) {
    throw new UnsupportedOperationException("helper relay");
  }

  public Link opened(ToRoom.Opened opened) {
    throw new UnsupportedOperationException("helper relay");
  }

  public Optional<Member> member(Link link) {
    throw new UnsupportedOperationException("helper relay");
  }

  public Link closed(ToRoom.Closed closed) {
    throw new UnsupportedOperationException("helper relay");
  }

  /** The links of a relay that detached or terminated, which are gone now. */
  public List<Link> gone(ActorRef<ToRelay> relay) {
    throw new UnsupportedOperationException("helper relay");
  }

  public void silent(ToRoom.Silent silent) {
    throw new UnsupportedOperationException("helper relay");
  }

  /** Whether nothing has come from the connection for 30 s. */
  public boolean isSilent(Link link) {
    throw new UnsupportedOperationException("helper relay");
  }

  /** How many connections there are. */
  public int size() {
    throw new UnsupportedOperationException("helper relay");
  }

  /** Whether no relay is attached. */
  public boolean isAlone() {
    throw new UnsupportedOperationException("helper relay");
  }

  public void tellAll(Frame frame) {
    throw new UnsupportedOperationException("helper relay");
  }

  public void tellAllExcept(Frame frame, Collection<Link> except) {
    throw new UnsupportedOperationException("helper relay");
  }

  public void tell(Frame frame, Collection<Link> links) {
    throw new UnsupportedOperationException("helper relay");
  }

  public void tell(Frame frame, Link link) {
    throw new UnsupportedOperationException("helper relay");
  }

  public void close(Link link, int code, String reason) {
    throw new UnsupportedOperationException("helper relay");
  }

  public void keep(Link link, ByteString state) {
    throw new UnsupportedOperationException("helper relay");
  }

  public void deny(Link link, Frame denied, Frame limited) {
    throw new UnsupportedOperationException("helper relay");
  }

  /** Tells relays of turns that are done and that no other message has mentioned yet. */
  public void acknowledge() {
    throw new UnsupportedOperationException("helper relay");
  }
}
