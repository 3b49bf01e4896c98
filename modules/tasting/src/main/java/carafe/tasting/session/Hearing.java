package carafe.tasting.session;

import carafe.rooms.message.Member;
import carafe.rooms.message.ToRoom;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.session.Session;
import carafe.tasting.wire.FromClient;
import carafe.tasting.wire.Refusals;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sorts what clients say: what waits for the group, and what is decided at once. */
final class Hearing {
  private final Shared shared;
  private final Group group;
  private final Seating seating;
  private final Answering answering;
  private final Hosting hosting;
  private final Creating creating;
  private final Watching watching;

  Hearing(
      Shared shared,
      Group group,
      Seating seating,
      Answering answering,
      Hosting hosting,
      Creating creating,
      Watching watching) {
    this.shared = shared;
    this.group = group;
    this.seating = seating;
    this.answering = answering;
    this.hosting = hosting;
    this.creating = creating;
    this.watching = watching;
  }

  /** What a message comes to. */
  sealed interface Verdict {}

  /** It waits for its group. */
  record Waits(Group.Entry entry) implements Verdict {}

  /**
   * It is decided now, after all that waits.
   *
   * @param back to which seat its connection comes back by it, if it does
   */
  record Decides(Optional<Group.Return> back, Function<Group.Flushed, Reaction> decide)
      implements Verdict {
    Decides(Function<Group.Flushed, Reaction> decide) {
      this(Optional.empty(), decide);
    }
  }

  /** It stores nothing and does not depend on what waits. */
  record Tells(Consumer<Session> tell) implements Verdict {}

  /** Whoever said it is gone. */
  record Nothing() implements Verdict {}

  Verdict hear(Session session, ToRoom.Heard heard) {
    Link link = new Link(heard.relay(), heard.connection());
    Turn turn = shared.audience().turn(heard);
    Optional<Member> member = shared.audience().member(link);
    if (member.isEmpty()) {
      turn.done();
      return new Nothing();
    }
    Speaker by = new Speaker(link, member.get().visitor(), turn, heard.at());
    return switch ((FromClient) heard.message()) {
      case FromClient.JoinSession m -> join(m, by);
      case FromClient.SubmitAnswer m -> answer(m, by);
      case FromClient.RejoinSession m -> rejoin(session, m, by);
      case FromClient.RejoinHost m -> new Decides(f -> hosting.rejoin(f.session(), m, by));
      case FromClient.CreateSession m -> new Decides(f -> creating.create(f.session(), m, by));
      case FromClient.UpdateSession m -> lead(by, after -> hosting.update(after, m, by));
      case FromClient.HostCommand m -> lead(by, after -> hosting.move(after, m, by));
      case FromClient.WatchSession _ ->
          aside(by, Reaction.tell(after -> watching.begin(by, after)));
    };
  }

  private Verdict join(FromClient.JoinSession message, Speaker by) {
    return seating
        .objection(message, by)
        .map(error -> aside(by, shared.telling().refusal(by, error)))
        .orElseGet(() -> new Waits(new Group.Join(message, by)));
  }

  private Verdict rejoin(Session session, FromClient.RejoinSession message, Speaker by) {
    Optional<Group.Return> back = seating.comingBack(session, message, by);
    return new Decides(back, f -> seating.rejoin(f, message, by, back.map(Group.Return::seat)));
  }

  private Verdict lead(Speaker by, Function<Session, Reaction> leading) {
    return hosting.leads(by)
        ? new Decides(f -> leading.apply(f.session()))
        : aside(by, shared.telling().refusal(by, Refusals.notHost()));
  }

  /**
   * Stores nothing, and comes after what the same connection has waiting in the group. Of others
   * nothing needs to be decided first: who only watches, or may not do what it asks for, does not
   * break their group.
   */
  private Verdict aside(Speaker by, Reaction telling) {
    return group.hasSomethingFrom(by.link())
        ? new Decides(_ -> telling)
        : new Tells(telling.then());
  }

  private Verdict answer(FromClient.SubmitAnswer message, Speaker by) {
    if (group.hasJoinFrom(by.link())) {
      return new Decides(f -> answering.afterJoin(f, message, by)); // whose it is shows only then
    }
    return answering
        .of(message, by)
        .<Verdict>map(Waits::new)
        .orElseGet(() -> aside(by, shared.telling().refusal(by, Refusals.notJoined())));
  }

  /** What waited in the group is decided and stored: everybody hears what came of it. */
  void tell(Group.Flushed flushed) {
    for (Group.Decided one : flushed.decided()) {
      if (one.entry() instanceof Group.Join join) {
        seating.joined(join, one.decision(), flushed.session());
      }
    }
    answering.tell(flushed.decided(), flushed.session());
  }

  /** The room cannot store at the moment. */
  void turnDown(ToRoom.Heard heard) {
    Turn turn = shared.audience().turn(heard);
    shared.telling().tell(new Link(heard.relay(), heard.connection()), Refusals.unavailable());
    turn.done();
  }
}
