package carafe.it.chaos.crowd;

import carafe.it.chaos.check.Note;
import carafe.it.client.Message;
import carafe.it.client.Plan;
import carafe.it.client.Say;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * A participant: takes a seat, answers every question, sometimes changes its mind, and says again
 * what was not acknowledged. It never goes back to an answer it had before, so that the newest one
 * that was accepted is the one that has to count.
 */
final class Guest extends Client {
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final String code;
  private final Plan plan;
  private final Table table;
  private final Patience hello = new Patience(AGAIN);
  private final Patience answer = new Patience(AGAIN);
  private Optional<String> token = Optional.empty();
  private Optional<Message> question = Optional.empty();
  private String option = "";
  private int changes;
  private Instant thinkUntil = Instant.MAX;
  private volatile boolean over;

  Guest(String name, URI address, Table table, Random chance) {
    super(name, address, chance);
    this.code = table.code();
    this.plan = table.plan();
    this.table = table;
  }

  @Override
  void opened(Instant now) {
    greet(now);
    if (answer.isWaiting()) {
      answer.said(now); // after the snapshot, which may show that it is stored
    }
  }

  private void greet(Instant now) {
    say(token.map(Say::rejoinSession).orElseGet(() -> Say.joinSession(code)));
    hello.said(now);
  }

  @Override
  void heard(Message message, Instant now) {
    switch (message.type()) {
      case "participant:joined" -> {
        token = Optional.of(message.text("rejoinToken"));
        hello.answered();
        notebook.add(new Note.Joined(now, message.text("pseudonym")));
        table.seated(this);
      }
      case "participant:state_snapshot" -> snapshot(message, now);
      case "game:question" -> shown(message, now);
      case "game:timer_tick" -> asked().ifPresent(q -> notebook.deadline(id(q), message, now));
      case "game:answer_accepted" -> accepted(message, now);
      case "game:answer_revealed" -> revealed(message, now);
      case "game:final_leaderboard" -> {
        notebook.board(message, now);
        over = true;
      }
      case "error" -> refused(message.text("code"), now);
      default -> {}
    }
  }

  private void snapshot(Message snapshot, Instant now) {
    hello.answered();
    notebook.add(new Note.Returned(now, snapshot.text("pseudonym")));
    switch (snapshot.text("phase")) {
      case "question_open" -> {
        Message open = snapshot.object("question");
        shown(open, now);
        notebook.add(
            new Note.Selected(
                now,
                id(open),
                snapshot.has("selectedOptionId")
                    ? Optional.of(snapshot.text("selectedOptionId"))
                    : Optional.empty()));
        if (answer.isWaiting()) {
          submit(now);
        }
      }
      case "question_revealed" -> {
        Message past = snapshot.object("question");
        know(past);
        question = Optional.of(past);
        notebook.add(
            new Note.Scored(
                now, id(past), (int) snapshot.number("myPoints"), (int) snapshot.number("score")));
        enough();
      }
      default -> enough();
    }
  }

  private static String id(Message shown) {
    return shown.text("questionId");
  }

  private void know(Message shown) {
    table.right(id(shown), plan.rightOption(shown));
  }

  private void shown(Message shown, Instant now) {
    boolean isNew = question.filter(q -> id(q).equals(id(shown))).isEmpty();
    know(shown);
    question = Optional.of(shown);
    notebook.deadline(id(shown), shown, now);
    if (isNew) {
      answer.answered();
      option = "";
      changes = chance.nextInt(3) == 0 ? 1 : 0;
      thinkUntil = now.plusMillis(100 + chance.nextInt(1500));
    }
  }

  private void accepted(Message message, Instant now) {
    notebook.add(new Note.Accepted(now, message.text("questionId"), message.text("optionId")));
    if (question.filter(q -> id(q).equals(message.text("questionId"))).isPresent()
        && message.text("optionId").equals(option)) {
      answer.answered();
      if (changes > 0) {
        changes--;
        thinkUntil = now.plusMillis(100 + chance.nextInt(1000));
      } else {
        question.ifPresent(q -> table.answered(this, id(q)));
      }
    }
  }

  /** The question on the table; unknown from coming back until the snapshot. */
  private Optional<Message> asked() {
    return question.filter(_ -> !hello.isWaiting());
  }

  private void revealed(Message message, Instant now) {
    asked()
        .ifPresent(
            q ->
                notebook.add(
                    new Note.Scored(
                        now,
                        id(q),
                        (int) message.number("myPoints"),
                        (int) message.number("myTotalScore"))));
    enough();
  }

  /** Nothing more is to be said to this question. */
  private void enough() {
    answer.answered();
    thinkUntil = Instant.MAX;
    question.ifPresent(q -> table.answered(this, id(q)));
  }

  private void refused(String error, Instant now) {
    switch (error) {
      case "UNAVAILABLE", "RATE_LIMITED", "SESSION_NOT_FOUND", "NOT_JOINED" -> {
        if (error.equals("NOT_JOINED")) {
          greet(now);
        }
        hello.refused(now);
        answer.refused(now);
      }
      case "WRONG_PHASE", "UNKNOWN_QUESTION" -> enough();
      case "INVALID_TOKEN", "SESSION_FULL", "SESSION_ENDED", "GAME_STARTED", "UNKNOWN_OPTION" -> {
        notebook.add(new Note.Refused(now, error));
        hello.answered();
      }
      default -> notebook.add(new Note.Refused(now, error));
    }
  }

  @Override
  void look(Instant now) {
    if (hello.isOver(now)) {
      greet(now);
    }
    if (hello.isWaiting() || question.isEmpty()) {
      return;
    }
    if (!now.isBefore(thinkUntil)) {
      thinkUntil = Instant.MAX;
      choose(question.get());
      submit(now);
    } else if (answer.isOver(now)) {
      submit(now);
    }
  }

  /** Right as often as not; never what it has said before. */
  private void choose(Message shown) {
    String before = option;
    do {
      option =
          chance.nextBoolean()
              ? plan.rightOption(shown)
              : plan.wrongOption(shown, chance.nextInt(3));
    } while (option.equals(before));
  }

  private void submit(Instant now) {
    question.ifPresent(
        q -> {
          notebook.add(new Note.Answered(now, id(q), option));
          say(Say.submitAnswer(id(q), option));
          answer.said(now);
        });
  }

  @Override
  boolean isOver() {
    return over;
  }

  @Override
  void lookAgain() {
    over = false;
  }
}
