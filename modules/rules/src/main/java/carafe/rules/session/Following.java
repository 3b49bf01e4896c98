package carafe.rules.session;

import java.util.Optional;

/** Where the same event leads from several phases; and what cannot follow. */
final class Following {
  private Following() {}

  static Session created(int number, Event.SessionCreated e) {
    if (e.number() != number) {
      throw new IllegalStateException("session " + e.number() + " instead of " + number);
    }
    var tasting =
        new Tasting(number, e.host(), e.hostKey(), e.connection(), e.plan(), e.capacity(), e.at());
    return new Session.Waiting(tasting, Seats.empty());
  }

  static Session opened(Game game, Event.QuestionOpened e) {
    return new Session.QuestionOpen(game.led(e.at()).at(e), e.deadline(), Answers.none());
  }

  /** Here, and nowhere else, points are given. */
  static Session revealed(Game game, Answers answers, Event.QuestionRevealed e) {
    var led = e.by() == RevealCause.HOST ? game.led(e.at()) : game;
    var seats = game.seats();
    for (var answer : (Iterable<Answer>) answers.all()::iterator) {
      seats = seats.scored(answer.participant(), game.asked().pointsFor(answer.option()));
    }
    return new Session.QuestionRevealed(led.seated(seats), answers);
  }

  static Session ended(Game game, Event.SessionEnded e) {
    return new Session.Ended(
        game.tasting(), game.seats(), Optional.of(game), e.by(), e.at(), Optional.empty());
  }

  /** The journal is wrong, or we are. Says nothing of what is in the event. */
  static IllegalStateException impossible(Session session, Event event) {
    return new IllegalStateException(
        event.getClass().getSimpleName()
            + " cannot follow in "
            + session.getClass().getSimpleName());
  }
}
