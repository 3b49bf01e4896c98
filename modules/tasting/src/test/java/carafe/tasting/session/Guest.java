package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.connection.Connection;
import carafe.rooms.connection.Inbox;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.Visitor;
import carafe.rooms.party.ClientLanguage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One client and its socket: says JSON to a real relay, and hears what reaches the socket. */
final class Guest implements Connection {
  private static final long HANG_SECONDS = 15;

  private final ClientLanguage language;
  private final Visitor visitor;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final Queue<List<String>> together = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Inbox> inbox = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile Duration silence = Duration.ZERO;

  Guest(ClientLanguage language, Visitor visitor) {
    this.language = language;
    this.visitor = visitor;
  }

  // --- what the client does ---

  /** Says something as of now; what cannot be read is answered at once. */
  Guest says(String json) {
    return says(json, Instant.now());
  }

  Guest says(String json, Instant at) {
    switch (language.text(json.getBytes(StandardCharsets.UTF_8))) {
      case ClientLanguage.Understood(var message) -> inbox().heard(message, at);
      case ClientLanguage.Answered(var answer) -> send(answer);
    }
    return this;
  }

  /** Takes a seat; returns the rejoin token. */
  String joins() {
    return says(Words.JOIN).hears("participant:joined").text("rejoinToken");
  }

  /** Answers with the option whose text begins so; returns its id. */
  String answers(Heard question, String beginning) {
    String option = option(question, beginning);
    says(Words.answer(question.text("questionId"), option));
    return option;
  }

  static String option(Heard question, String beginning) {
    for (var option : question.at("options")) {
      if (option.path("text").asText().startsWith(beginning)) {
        return option.path("id").asText();
      }
    }
    throw new AssertionError("no option begins with " + beginning + " in " + question);
  }

  /** Closes the socket with this code. */
  void leaves(int code) {
    if (closed.complete(code)) {
      inbox().closed(code, "", true);
    }
  }

  /** A relay has taken the connection. */
  void awaitRelay() {
    inbox();
  }

  /** Nothing comes from it any more, though its socket is open. */
  void fallsSilent() {
    silence = Duration.ofMinutes(1);
  }

  /** With which code the server closed the socket. */
  int isClosed() {
    return await(closed);
  }

  // --- what it hears ---

  /** The very next message. */
  Heard next() {
    return next(List.of(), hang());
  }

  private static long hang() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_SECONDS);
  }

  private Heard next(List<Heard> before, long until) {
    try {
      Heard next = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("nothing that fits was heard, only " + before);
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next message of a type; others before it are dropped. */
  Heard hears(String type) {
    return hears(type, _ -> true);
  }

  Heard hears(String type, Predicate<Heard> condition) {
    return until(type, condition).getLast();
  }

  /** The next message of which this is so; others before it are dropped. */
  Heard hears(Predicate<Heard> condition) {
    return until(condition).getLast();
  }

  /** The types of messages that came in one go, each time that several did. */
  List<List<String>> together() {
    return List.copyOf(together);
  }

  /** What has come and was not looked at yet. */
  List<Heard> unread() {
    return List.copyOf(heard);
  }

  /** All messages up to the next of a type. */
  List<Heard> until(String type) {
    return until(type, _ -> true);
  }

  List<Heard> until(String type, Predicate<Heard> condition) {
    return until(message -> message.type().equals(type) && condition.test(message));
  }

  private List<Heard> until(Predicate<Heard> condition) {
    List<Heard> all = new ArrayList<>();
    long hang = hang();
    do {
      all.add(next(all, hang));
    } while (!condition.test(all.getLast()));
    return all;
  }

  /** The very next message is of this type. */
  Heard hearsNext(String type) {
    Heard next = next();
    assertThat(next.type()).as(next.toString()).isEqualTo(type);
    return next;
  }

  Heard hearsError(String code) {
    Heard error = hears("error");
    assertThat(error.text("code")).as(error.toString()).isEqualTo(code);
    return error;
  }

  /**
   * What was heard until the room had dealt with all this guest said before: it answers this with
   * an error that nothing else brings about.
   */
  List<Heard> untilQuiet() {
    says(Words.join("9999999999"));
    List<Heard> all = until("error", e -> e.text("code").equals("SESSION_NOT_FOUND"));
    return all.subList(0, all.size() - 1);
  }

  // --- its socket ---

  @Override
  public Visitor visitor() {
    return visitor;
  }

  @Override
  public InetAddress address() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public void attached(Inbox taker) {
    inbox.complete(taker);
  }

  @Override
  public void send(Frame frame) {
    heard.add(heard(frame));
  }

  @Override
  public void send(List<Frame> frames) {
    together.add(frames.stream().map(Guest::heard).map(Heard::type).toList());
    Connection.super.send(frames);
  }

  @Override
  public void close(int code, String reason) {
    if (closed.complete(code)) {
      inbox().closed(code, reason, true);
    }
  }

  @Override
  public Duration silence() {
    return silence;
  }

  private Inbox inbox() {
    return await(inbox);
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(HANG_SECONDS, TimeUnit.SECONDS).join();
  }

  /** What a frame says: the JSON behind its header. */
  private static Heard heard(Frame frame) {
    int length = frame.wire().apply(1) & 0x7f;
    int header = length == 127 ? 10 : length == 126 ? 4 : 2;
    return Heard.of(frame.wire().drop(header));
  }
}
