package carafe.it.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Everything one connection was told, in order. A reader goes through it as through a book: {@link
 * #next} looks for a message behind the one it found last, and waits for it to come.
 */
public final class Told {
  /** Only hangs take this long. */
  public static final Duration HANG = Duration.ofSeconds(20);

  /** How a connection ended; {@link #LOST} when without a word. */
  public record Ending(int code, String reason) {
    public static final Ending LOST = new Ending(1006, "");
  }

  private final String who;
  private final List<Message> messages = new ArrayList<>();
  private int read;
  private Optional<Ending> ending = Optional.empty();

  public Told(String who) {
    this.who = who;
  }

  public synchronized void add(Message message) {
    if (message.has("rejoinToken")) {
      Secrets.note(message.text("rejoinToken"));
    }
    messages.add(message);
    notifyAll();
  }

  public synchronized void ended(Ending how) {
    if (ending.isEmpty()) {
      ending = Optional.of(how);
    }
    notifyAll();
  }

  public Message next(String type) {
    return next(type, _ -> true);
  }

  /** The next message of this type that is like this; others before it are passed over. */
  public Message next(String type, Predicate<Message> like) {
    return next(type, like, HANG);
  }

  /** The next message, of whatever type, that is like this. */
  public Message next(Predicate<Message> like) {
    return read("message like that", like, HANG);
  }

  public Message next(String type, Predicate<Message> like, Duration hang) {
    return read(type, m -> m.is(type) && like.test(m), hang);
  }

  private synchronized Message read(String what, Predicate<Message> like, Duration hang) {
    long end = System.nanoTime() + hang.toNanos();
    int from = read;
    for (int at = from; ; at++) {
      int next = at;
      if (!await(() -> messages.size() > next || ending.isPresent(), end)) {
        throw failure("no " + what + " came", from);
      }
      if (messages.size() == at) {
        throw failure("it ended (" + ending.orElseThrow() + ") before a " + what + " came", from);
      }
      if (like.test(messages.get(at))) {
        read = at + 1;
        return messages.get(at);
      }
    }
  }

  public synchronized Ending awaitEnding() {
    if (!await(() -> ending.isPresent(), System.nanoTime() + HANG.toNanos())) {
      throw failure("the connection did not end", read);
    }
    return ending.orElseThrow();
  }

  public synchronized Optional<Ending> ending() {
    return ending;
  }

  public synchronized List<Message> all() {
    return List.copyOf(messages);
  }

  public List<Message> all(String type) {
    return all().stream().filter(m -> m.is(type)).toList();
  }

  public Optional<Message> last(String type) {
    return all(type).stream().reduce((_, later) -> later);
  }

  /** The types of what was told, in order, but for these. */
  public List<String> typesWithout(String... passing) {
    List<String> left = Arrays.asList(passing);
    return all().stream().map(Message::type).filter(type -> !left.contains(type)).toList();
  }

  /** Whether it came true in time. */
  private synchronized boolean await(BooleanSupplier fact, long end) {
    while (!fact.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(who + " was interrupted", e);
      }
    }
    return true;
  }

  private AssertionError failure(String what, int from) {
    String since =
        messages.subList(from, messages.size()).stream()
            .map(message -> "\n  " + message)
            .collect(Collectors.joining());
    return new AssertionError(who + ": " + what + "; told since:" + since);
  }
}
