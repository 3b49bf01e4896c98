package carafe.it.moving;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Web;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A room with a question open and a phone that answers it over and over, another option each time:
 * it knows how long it has waited at most, and what it was promised last.
 */
public final class BusyRoom implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(50);
  private static final Plan PLAN = Plan.small(120);

  private final Host host;
  private final Phone phone;
  private final Message question;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean over;
  private volatile boolean abandoned;
  private volatile long worstNanos;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();

  private BusyRoom(Host host, Phone phone) {
    this.host = host;
    this.phone = phone;
    this.question = start(host);
    phone.told().next("game:question");
  }

  /** A room that moves in this very moment must not be told to start twice: it refuses. */
  private static Message start(Host host) {
    host.says("host:start");
    Message told = host.told().next(m -> m.is("error") || m.is("game:question"));
    if (told.is("error")) {
      assertThat(told.text("code")).isEqualTo("UNAVAILABLE");
      return start(host);
    }
    return told;
  }

  /** With host and phone on this server, and a game under way; nobody answers yet. */
  public static BusyRoom on(Address server, int number) {
    Host host = Host.on(Web.freeCode(server)).create(server, PLAN);
    return new BusyRoom(host, new Phone("phone " + number, host.code()).join(server));
  }

  /** Answers from now on, until it is closed. */
  public BusyRoom begin() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answerOver();
                ended.complete(null);
              } catch (RuntimeException | AssertionError e) {
                ended.completeExceptionally(e);
              }
            });
    return this;
  }

  private void answerOver() {
    for (int turn = 0; !over; turn++) {
      String option = PLAN.wrongOption(question, turn % 3);
      long began = System.nanoTime();
      phone.submit(question, option);
      while (!isAccepted(option)) {
        if (abandoned) {
          return;
        }
        unavailable.incrementAndGet();
        LockSupport.parkNanos(EVERY.toNanos());
        phone.submit(question, option);
      }
      long took = System.nanoTime() - began;
      worstNanos = Math.max(worstNanos, took);
      accepted.incrementAndGet();
      LockSupport.parkNanos(EVERY.toNanos() - took);
    }
  }

  /** Or refused for now. */
  private boolean isAccepted(String option) {
    Message told =
        phone
            .told()
            .next(
                m ->
                    m.is("error")
                        || (m.is("game:answer_accepted") && m.text("optionId").equals(option)));
    if (told.is("error")) {
      assertThat(told.text("code")).isIn("UNAVAILABLE", "RATE_LIMITED");
      return false;
    }
    return true;
  }

  /** Answers no more; fails if an answer was never dealt with, or the connection ended. */
  @Override
  public void close() {
    over = true;
    ended.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Answers no more, however it went. */
  public void giveUp() {
    over = true;
    abandoned = true;
  }

  /** From an answer sent to its acceptance, at most. */
  public Duration worst() {
    return Duration.ofNanos(worstNanos);
  }

  public int accepted() {
    return accepted.get();
  }

  /** How often it was told to try again. */
  public int unavailable() {
    return unavailable.get();
  }

  public Host host() {
    return host;
  }

  public Phone phone() {
    return phone;
  }

  public Message question() {
    return question;
  }

  /** What the newest promise was: the option that has to be in the journal. */
  public String promised() {
    return phone.accepted(question.text("questionId")).orElseThrow();
  }
}
