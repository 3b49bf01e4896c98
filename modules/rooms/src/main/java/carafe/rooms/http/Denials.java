package carafe.rooms.http;

import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Answers wrong credentials over HTTP: late, and no longer with what is wrong once the client's
 * address has used up its budget. One at a time on a connection, as HTTP/1.1 is.
 */
public final class Denials {
  private final ActorSystem<?> system;
  private final DenialBudget budget;
  private final Duration delay;
  private final int heldMax;
  private final String refillSeconds;
  private final AtomicInteger held = new AtomicInteger();

  /**
   * @param budget the node's, which WebSockets draw on too
   */
  public Denials(
      ActorSystem<?> system, DenialSettings settings, DenialBudget budget, Duration delay) {
    this.system = system;
    this.budget = budget;
    this.delay = delay;
    this.heldMax = settings.heldMax();
    this.refillSeconds = Long.toString(Math.max(1, settings.refill().toSeconds()));
  }

  /** What a client gets, and when, whose credentials a room calls wrong. */
  CompletionStage<HttpResponse> late(InetAddress client, HttpResponse wrong) {
    HttpResponse answer = budget.draw(client) ? wrong : usedUp();
    if (held.incrementAndGet() > heldMax) {
      held.decrementAndGet();
      return CompletableFuture.completedStage(tooManyHeld());
    }
    CompletableFuture<HttpResponse> later = new CompletableFuture<>();
    Cancellable _ =
        system
            .scheduler()
            .scheduleOnce(
                delay,
                () -> {
                  held.decrementAndGet();
                  later.complete(answer);
                },
                system.executionContext());
    return later;
  }

  private HttpResponse usedUp() {
    return new ErrorAnswer(
            429,
            "RATE_LIMITED",
            "Too many wrong credentials came from this address. Wait some minutes; the right ones"
                + " are let in all the time.")
        .response()
        .addHeader(RawHeader.create("retry-after", refillSeconds));
  }

  /** Closed, so that who guesses pays with a connection for each. */
  private static HttpResponse tooManyHeld() {
    return new ErrorAnswer(
            503, "UNAVAILABLE", "Too many wrong credentials come at once; try again.")
        .response()
        .addHeader(RawHeader.create("retry-after", "1"))
        .addHeader(Connection.create("close"));
  }
}
