package carafe.it.chaos.crowd;

import carafe.it.chaos.check.Note;
import carafe.it.client.Message;
import carafe.it.client.Say;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * The host: creates the session, leads it to its end, and looks how things stand before it repeats
 * a command. Some questions it leaves to their deadline.
 */
final class Waiter extends Client {
  private static final Duration AGAIN = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Table table;
  private final String id;
  private final Patience hello = new Patience(AGAIN);
  private final Patience command = new Patience(AGAIN);
  private String phase = "";
  private Optional<String> question = Optional.empty();
  private boolean created;
  private boolean revealsItself;
  private Instant since = Instant.now();
  private volatile boolean over;

  Waiter(String id, URI address, Table table, Random chance) {
    super("host", address, chance);
    this.id = id;
    this.table = table;
  }

  @Override
  void opened(Instant now) {
    phase = "";
    command.answered();
    greet(now);
  }

  private void greet(Instant now) {
    say(Say.rejoinHost(id));
    hello.said(now);
  }

  @Override
  void heard(Message message, Instant now) {
    switch (message.type()) {
      case "session:created" -> {
        created = true;
        hello.answered();
        table.opened();
        enter("waiting", now);
      }
      case "host:state_snapshot" -> snapshot(message, now);
      case "game:question" -> {
        table.right(message.text("questionId"), table.plan().rightOption(message));
        open(message, now);
      }
      case "game:timer_tick" -> {
        // What is on the table is unknown from coming back until the snapshot.
        if (!hello.isWaiting()) {
          question.ifPresent(q -> notebook.deadline(q, message, now));
        }
      }
      case "game:answer_revealed" -> enter("question_revealed", now);
      case "game:round_leaderboard" -> enter("round_leaderboard", now);
      case "game:final_leaderboard" -> {
        notebook.board(message, now);
        over = true;
      }
      case "error" -> refused(message.text("code"), now);
      default -> {}
    }
  }

  private void snapshot(Message snapshot, Instant now) {
    created = true;
    table.opened();
    hello.answered();
    command.answered();
    if (snapshot.text("phase").equals("question_open")) {
      open(snapshot.object("question"), now);
    } else {
      enter(snapshot.text("phase"), now);
    }
  }

  private void open(Message shown, Instant now) {
    String next = shown.text("questionId");
    if (!question.equals(Optional.of(next))) {
      question = Optional.of(next);
      revealsItself = chance.nextInt(6) > 0;
    }
    notebook.deadline(next, shown, now);
    enter("question_open", now);
  }

  private void enter(String next, Instant now) {
    if (!next.equals(phase)) {
      phase = next;
      since = now;
    }
    command.answered();
  }

  private void refused(String error, Instant now) {
    switch (error) {
      case "INVALID_HOST_ID" -> {
        if (created) {
          notebook.add(new Note.Refused(now, error));
        } else {
          say(Say.createSession(id, table.plan()));
          hello.said(now);
        }
      }
      case "UNAVAILABLE", "RATE_LIMITED" -> {
        hello.refused(now);
        command.refused(now);
      }
      case "WRONG_PHASE", "NOT_HOST" -> greet(now);
      default -> notebook.add(new Note.Refused(now, error));
    }
  }

  @Override
  void look(Instant now) {
    if (hello.isOver(now)) {
      greet(now);
    } else if (command.isOver(now)) {
      command.answered();
      greet(now); // how do things stand?
    } else if (!hello.isWaiting() && !command.isWaiting()) {
      lead(now);
    }
  }

  private void lead(Instant now) {
    Duration there = Duration.between(since, now);
    switch (phase) {
      case "waiting" -> {
        if (table.allSeated()) {
          command("host:start", now);
        }
      }
      case "question_open" -> {
        boolean done = question.filter(table::allAnswered).isPresent();
        if (revealsItself && (done || there.compareTo(PATIENCE) > 0)) {
          command("host:reveal", now);
        } else if (there.compareTo(table.timer().plusSeconds(3)) > 0) {
          since = now;
          greet(now); // its deadline has passed, and nobody said so
        }
      }
      case "question_revealed", "round_leaderboard" -> {
        if (there.toMillis() > 300) {
          command("host:next", now);
        }
      }
      default -> {}
    }
  }

  private void command(String type, Instant now) {
    say(Say.command(type));
    command.said(now);
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
