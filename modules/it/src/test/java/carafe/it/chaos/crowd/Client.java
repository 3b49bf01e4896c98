package carafe.it.chaos.crowd;

import carafe.it.client.Message;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A client that opens its connection again whenever it ends, until it has seen the end. */
abstract class Client implements Runnable {
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final long BACKOFF_MIN_MS = 200;
  private static final long BACKOFF_MAX_MS = 2000;

  final Notebook notebook;
  final Random chance;
  private final URI address;
  private Optional<Line> line = Optional.empty();

  Client(String name, URI address, Random chance) {
    this.notebook = new Notebook(name);
    this.address = address;
    this.chance = chance;
  }

  /** A connection is open: say who you are. */
  abstract void opened(Instant now);

  abstract void heard(Message message, Instant now);

  /** Called often: say what is due, say again what was not answered. */
  abstract void look(Instant now);

  abstract boolean isOver();

  /** Forgets that it has seen the end: it is to come back and look once more. */
  abstract void lookAgain();

  @Override
  public final void run() {
    long backoff = BACKOFF_MIN_MS;
    try {
      while (!isOver()) {
        line = Line.open(address);
        if (line.isPresent()) {
          backoff = BACKOFF_MIN_MS;
          talk(line.get());
        }
        if (!isOver()) {
          TimeUnit.MILLISECONDS.sleep(backoff / 2 + chance.nextLong(backoff));
          backoff = Math.min(2 * backoff, BACKOFF_MAX_MS);
        }
      }
      line.ifPresent(Line::goodbye);
    } catch (InterruptedException e) {
      line.ifPresent(Line::drop); // the test is over
    }
  }

  private void talk(Line open) throws InterruptedException {
    notebook.connected();
    opened(Instant.now());
    while (!isOver() && open.isAlive()) {
      open.next(MOMENT)
          .ifPresent(
              message -> {
                Instant now = Instant.now();
                notebook.heard(message, now);
                heard(message, now);
              });
      look(Instant.now());
    }
    if (!isOver()) {
      open.drop();
    }
  }

  final void say(String text) {
    line.ifPresent(open -> open.say(text));
  }
}
