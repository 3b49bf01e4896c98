package carafe.tasting.session;

import carafe.rooms.room.Link;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Answer;
import carafe.rules.session.Decision;
import carafe.rules.session.Session;
import carafe.tasting.wire.FromClient;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How participants answer, and hear that their answers are stored (PROTOCOL.md, 2). */
final class Answering {
  private final Shared shared;

  Answering(Shared shared) {
    this.shared = shared;
  }

  /** The answer of whoever sits there; empty: nobody does. */
  Optional<Group.Answer> of(FromClient.SubmitAnswer message, Speaker by) {
    return shared.presence().role(by.link()) instanceof Role.Player(var participant, _)
        ? Optional.of(new Group.Answer(participant, message, by))
        : Optional.empty();
  }

  /** An answer that waited for the join of its own connection. */
  Reaction afterJoin(Group.Flushed flushed, FromClient.SubmitAnswer message, Speaker by) {
    Optional<Group.Answer> answer =
        flushed
            .joined(by.link())
            .map(seat -> new Group.Answer(seat.participant(), message, by))
            .or(() -> of(message, by));
    return answer
        .map(own -> decided(flushed.session(), own))
        .orElseGet(() -> shared.telling().refusal(by, Refusals.notJoined()));
  }

  private Reaction decided(Session session, Group.Answer answer) {
    Decision decision = Session.decide(session, answer.command());
    return new Reaction(
        Reaction.events(decision),
        after -> tell(List.of(new Group.Decided(answer, decision)), after));
  }

  /**
   * Answers everybody whose answer was decided: one frame for all who get the same. Who answered
   * more than once hears in the order in which that was.
   */
  void tell(List<Group.Decided> decided, Session session) {
    Map<ToClient, List<Link>> receivers = new LinkedHashMap<>();
    Set<ParticipantId> heard = new HashSet<>();
    for (Group.Decided one : decided) {
      if (one.entry() instanceof Group.Answer answer) {
        answer.by().turn().done();
        if (heard.contains(answer.participant())) {
          tellAndClear(receivers);
          heard.clear();
        }
        heard.add(answer.participant());
        receivers
            .computeIfAbsent(message(answer, one.decision(), session), _ -> new ArrayList<>())
            .addAll(receivers(answer, one.decision()));
      }
    }
    tellAndClear(receivers);
  }

  private void tellAndClear(Map<ToClient, List<Link>> receivers) {
    receivers.forEach((message, links) -> shared.telling().tell(links, message));
    receivers.clear();
  }

  private static ToClient message(Group.Answer answer, Decision decision, Session session) {
    String option = answer.message().option();
    return switch (decision) {
      case Decision.Accepted(var events) ->
          new ToClient.AnswerAccepted(
              answer.message().question(),
              events.isEmpty() ? standing(answer, session).orElse(option) : option);
      case Decision.Refused(var refusal) -> Refusals.of(refusal, session.phase(), answer.message());
    };
  }

  /** What counts, when a repeated answer came after a newer one. */
  private static Optional<String> standing(Group.Answer answer, Session session) {
    return AnswerNews.answers(session).of(answer.participant()).map(Answer::option);
  }

  /** All screens of a participant show what was selected on one of them. */
  private Collection<Link> receivers(Group.Answer answer, Decision decision) {
    return switch (decision) {
      case Decision.Accepted _ -> shared.presence().linksOf(answer.participant());
      case Decision.Refused _ -> List.of(answer.by().link());
    };
  }
}
