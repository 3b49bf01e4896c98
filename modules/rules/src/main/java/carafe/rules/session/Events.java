package carafe.rules.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Joins neighbouring events into groups: fewer writes for the journal, the same state. */
public final class Events {
  /** Most joins, renewals or answers in one event. */
  public static final int GROUP_MAX = 1000;

  private Events() {}

  /**
   * The same happenings in the same order, with neighbours of a kind as one event: joins, renewed
   * tokens, answers to the same question.
   */
  public static List<Event> grouped(List<Event> events) {
    List<Event> grouped = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= events.size(); to++) {
      if (to == events.size() || !areOfAKind(events.get(from), events.get(to))) {
        grouped.addAll(merged(events.subList(from, to)));
        from = to;
      }
    }
    return List.copyOf(grouped);
  }

  private static boolean areOfAKind(Event one, Event other) {
    if (one instanceof Event.AnswersSubmitted a && other instanceof Event.AnswersSubmitted b) {
      return a.question().equals(b.question());
    }
    return one.getClass() == other.getClass();
  }

  private static List<Event> merged(List<Event> alike) {
    return switch (alike.getFirst()) {
      case Event.ParticipantsJoined _ ->
          merged(
              alike,
              Event.ParticipantsJoined.class,
              Event.ParticipantsJoined::joined,
              Event.ParticipantsJoined::new);
      case Event.TokensRenewed _ ->
          merged(
              alike,
              Event.TokensRenewed.class,
              Event.TokensRenewed::renewed,
              Event.TokensRenewed::new);
      case Event.AnswersSubmitted first ->
          merged(
              alike,
              Event.AnswersSubmitted.class,
              Event.AnswersSubmitted::answers,
              answers -> new Event.AnswersSubmitted(first.question(), answers));
      case Event.CodeReserved _,
          Event.SessionCreated _,
          Event.SessionUpdated _,
          Event.SeatsGivenUp _,
          Event.GameStarted _,
          Event.QuestionOpened _,
          Event.QuestionPaused _,
          Event.QuestionResumed _,
          Event.QuestionRevealed _,
          Event.RoundFinished _,
          Event.SessionEnded _,
          Event.HostLeft _,
          Event.HostReturned _ ->
          alike;
    };
  }

  private static <E extends Event, P> List<Event> merged(
      List<Event> alike, Class<E> kind, Function<E, List<P>> parts, Function<List<P>, E> whole) {
    List<P> all = alike.stream().map(kind::cast).flatMap(e -> parts.apply(e).stream()).toList();
    List<Event> groups = new ArrayList<>();
    for (int from = 0; from < all.size(); from += GROUP_MAX) {
      groups.add(whole.apply(all.subList(from, Math.min(from + GROUP_MAX, all.size()))));
    }
    return groups;
  }
}
