package carafe.tasting.session;

import carafe.rooms.message.ToRoom;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.identity.Hash;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import carafe.tasting.secret.Secrets;
import carafe.tasting.wire.FromClient;
import carafe.tasting.wire.GameFrames;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sorts what clients say: what waits for the group, and what is decided at once. */
final class Hearing {
  private final SessionSettings settings;
  private final Clock clock;
  private final Audience audience;
  private final Presence presence;
  private final Group group;
  private final Seating seating;
  private final Hosting hosting;
  private final Telling telling;
  private final Replies replies;
  private final Preparation preparation;

  /** Begins what a new session needs first; its answer is a {@link Note.Prepared}. */
  interface Preparation {
    void begin(Creation.Wish wish, Session session);
  }

  Hearing(
      SessionSettings settings,
      Clock clock,
      Audience audience,
      Presence presence,
      Group group,
      Seating seating,
      Hosting hosting,
      Telling telling,
      Replies replies,
      Preparation preparation) {
    this.settings = settings;
    this.clock = clock;
    this.audience = audience;
    this.presence = presence;
    this.group = group;
    this.seating = seating;
    this.hosting = hosting;
    this.telling = telling;
    this.replies = replies;
    this.preparation = preparation;
  }

  /** What a message comes to. */
  sealed interface Verdict {}

  /** It waits for its group. */
  record Waits(Group.Entry entry) implements Verdict {}

  /** It is decided now, after all that waits. */
  record Decides(Function<Session, Reaction> decide) implements Verdict {}

  /** Whose message it is, and when it reached the server. */
  private record Speaker(Link link, Hash connection, Turn turn, Instant at) {}

  Verdict hear(Session session, ToRoom.Heard heard) {
    Link link = new Link(heard.relay(), heard.connection());
    Turn turn = audience.turn(heard);
    Optional<Speaker> speaker =
        audience
            .member(link)
            .map(
                member ->
                    new Speaker(link, Secrets.connection(member.visitor().id()), turn, heard.at()));
    if (speaker.isEmpty()) {
      turn.done(); // it closed before its words were heard
      return new Decides(_ -> Reaction.nothing());
    }
    Speaker by = speaker.get();
    return switch ((FromClient) heard.message()) {
      case FromClient.JoinSession m -> join(session, m, by);
      case FromClient.SubmitAnswer m -> answer(m, by);
      case FromClient.RejoinSession m ->
          new Decides(s -> seating.rejoin(s, m, link, turn, by.at()));
      case FromClient.RejoinHost m -> new Decides(s -> hosting.rejoin(s, m, link, turn, by.at()));
      case FromClient.CreateSession m -> new Decides(s -> create(s, m, by));
      case FromClient.UpdateSession m ->
          new Decides(s -> hosting.update(s, m, link, turn, by.at()));
      case FromClient.HostCommand m -> new Decides(s -> hosting.command(s, m, link, turn, by.at()));
      case FromClient.WatchSession _ -> new Decides(_ -> watch(by));
    };
  }

  private Verdict join(Session session, FromClient.JoinSession message, Speaker by) {
    return seating
        .objection(message, by.link())
        .<Verdict>map(error -> new Decides(_ -> replies.refused(by.turn(), by.link(), error)))
        .orElseGet(
            () ->
                new Waits(
                    seating.join(
                        session,
                        message,
                        by.link(),
                        by.connection(),
                        by.turn(),
                        group.joining(),
                        by.at())));
  }

  private Verdict answer(FromClient.SubmitAnswer message, Speaker by) {
    if (presence.role(by.link()) instanceof Role.Player(var participant, _)) {
      return new Waits(answering(message, participant, by));
    }
    if (!group.hasJoinFrom(by.link())) {
      return new Decides(_ -> replies.refused(by.turn(), by.link(), Refusals.notJoined()));
    }
    // its own join is not decided yet: whose answer it is shows only then
    return new Decides(
        s ->
            s.seated()
                .byConnection(by.connection())
                .map(seat -> decided(s, answering(message, seat.participant(), by)))
                .orElseGet(() -> replies.refused(by.turn(), by.link(), Refusals.notJoined())));
  }

  private static Group.Answering answering(
      FromClient.SubmitAnswer message, ParticipantId participant, Speaker by) {
    return new Group.Answering(
        new Command.SubmitAnswer(participant, message.question(), message.option(), by.at()),
        by.link(),
        by.turn());
  }

  private Reaction decided(Session session, Group.Answering answering) {
    Decision decision = Session.decide(session, answering.command());
    List<Event> events = decision instanceof Decision.Accepted(var all) ? all : List.of();
    return new Reaction(
        events, after -> answer(List.of(new Group.Decided(answering, decision)), after));
  }

  private Reaction create(Session session, FromClient.CreateSession message, Speaker by) {
    return switch (hosting.create(
        session, message, by.link(), by.connection(), by.turn(), by.at())) {
      case Hosting.Settled(var reaction) -> reaction;
      case Hosting.ToPrepare(var wish) -> Reaction.tell(after -> preparation.begin(wish, after));
    };
  }

  private Reaction watch(Speaker by) {
    return Reaction.tell(
        after -> {
          by.turn().done();
          Instant now = clock.instant();
          presence.leave(by.link(), now.plus(settings.leaveAfterGoodbye()));
          presence.watcher(by.link());
          after
              .created()
              .ifPresent(t -> audience.keep(by.link(), new Role.Watcher().toState(t.number())));
          telling.watcherSnapshot(by.link(), after, now);
        });
  }

  /** Answers everybody whose join or answer was decided: one frame for all who get the same. */
  void answer(List<Group.Decided> decided, Session after) {
    Map<ToClient, List<Link>> answers = new LinkedHashMap<>();
    for (Group.Decided one : decided) {
      switch (one.entry()) {
        case Group.Joining joining ->
            seating.joined(joining, one.decision(), after, clock.instant());
        case Group.Answering answering -> {
          answering.turn().done();
          answers
              .computeIfAbsent(
                  message(answering.command(), one.decision(), after), _ -> new ArrayList<>())
              .addAll(receivers(answering, one.decision()));
        }
      }
    }
    answers.forEach((message, links) -> telling.tell(GameFrames.frame(message), links));
  }

  private static ToClient message(Command.SubmitAnswer command, Decision decision, Session after) {
    return switch (decision) {
      case Decision.Accepted _ -> new ToClient.AnswerAccepted(command.question(), command.option());
      case Decision.Refused(var refusal) -> Refusals.of(refusal, after.phase(), "submit_answer");
    };
  }

  /** All screens of a participant show what was selected on one of them. */
  private Collection<Link> receivers(Group.Answering answering, Decision decision) {
    return switch (decision) {
      case Decision.Accepted _ -> presence.linksOf(answering.command().participant());
      case Decision.Refused _ -> List.of(answering.link());
    };
  }
}
