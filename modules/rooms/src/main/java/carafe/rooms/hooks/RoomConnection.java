package carafe.rooms.hooks;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Json;
import carafe.rooms.api.Request;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import carafe.rooms.message.Member;
import carafe.rooms.message.Visitor;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** A client's connection as a party's hooks use it. */
final class RoomConnection implements Connection {
  private final Turns turns;
  private final Ledger ledger;
  private final Audience audience;
  private final Link link;
  private final Visitor visitor;
  private final String uri;
  private Kept kept;

  /** What a hook still does with it is for nobody: its link may be another one's by now. */
  private boolean gone;

  RoomConnection(
      Turns turns, Ledger ledger, Audience audience, Link link, Member member, String uri) {
    this.turns = turns;
    this.ledger = ledger;
    this.audience = audience;
    this.link = link;
    this.visitor = member.visitor();
    this.uri = uri;
    this.kept = Kept.read(member.state());
  }

  Link link() {
    return link;
  }

  /** What it came with, as a request. */
  Request request() {
    return new Request(
        "GET",
        visitor.path(),
        visitor.query(),
        visitor.headers(),
        ByteString.emptyByteString(),
        visitor.from());
  }

  @Override
  public String id() {
    return visitor.id();
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public List<String> tags() {
    return kept.tags();
  }

  void tag(Collection<String> tags) {
    keep(kept.withTags(tags));
  }

  /** Whether its {@code onConnect} was not over when the incarnation before ended. */
  boolean isArriving() {
    return kept.arriving();
  }

  void arrives(boolean arrives) {
    keep(kept.withArriving(arrives));
  }

  @Override
  public <T> Optional<T> state(Class<T> type) {
    return Optional.ofNullable(kept.state()).map(state -> Json.read(Json.text(state), type));
  }

  @Override
  public void setState(@Nullable Object state) {
    Section _ = turns.current();
    keep(kept.withState(state));
  }

  /** It is no longer among the room's. */
  void leaves() {
    gone = true;
  }

  private void keep(Kept next) {
    if (!next.equals(kept) && !gone) {
      kept = next;
      ByteString bytes = next.bytes();
      ledger.whenStored(() -> audience.keep(link, bytes));
    }
  }

  @Override
  public void send(String text) {
    send(Messages.text(text));
  }

  @Override
  public void send(ByteString bytes) {
    send(Messages.binary(bytes));
  }

  private void send(Frame frame) {
    Section _ = turns.current();
    ledger.whenStored(() -> audience.tell(frame, link));
  }

  @Override
  public void close(int code, String reason) {
    Section _ = turns.current();
    CloseCodes.check(code);
    // As it will be on the wire: one that is too long, or not Unicode, does not get to other nodes,
    // and its relay would take what everybody there is told for lost.
    String sent = Frames.reason(reason);
    ledger.whenStored(() -> audience.close(link, code, sent));
  }

  /** The room could not end what it began with the client's message. */
  void tellUnavailable() {
    ledger.whenStored(() -> audience.tell(PartyLanguage.UNAVAILABLE, link));
  }

  /** Shows nothing: its id is a secret. */
  @Override
  public String toString() {
    return "Connection";
  }
}
