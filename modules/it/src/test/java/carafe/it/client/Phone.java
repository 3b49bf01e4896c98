package carafe.it.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A participant's phone: one connection after the other, and what its local storage would hold. It
 * remembers what it said and what it was promised, for {@link Receipts}.
 */
public final class Phone {
  /** An answer that was sent. */
  public record Sent(String questionId, String optionId) {}

  private final String name;
  private final String code;
  private final String connectionId = UUID.randomUUID().toString();
  private final List<Told> earlier = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private Optional<Socket> socket = Optional.empty();

  public Phone(String name, String code) {
    this.name = name;
    this.code = code;
    Secrets.note(connectionId);
  }

  /** Opens a connection, in place of the one before. */
  public Phone connect(Address server) {
    socket.ifPresent(old -> earlier.add(old.told()));
    socket = Optional.of(Socket.open(name, server.session(code, connectionId)));
    return this;
  }

  /** Connects and takes a seat. */
  public Phone join(Address server) {
    connect(server);
    sendJoin();
    told().next("participant:joined");
    return this;
  }

  public void sendJoin() {
    socket().send(Say.joinSession(code));
  }

  /** Connects and comes back to its seat; returns the snapshot. */
  public Message rejoin(Address server) {
    return rejoin(server, token());
  }

  /** The same with one of the tokens it was given. */
  public Message rejoin(Address server, String token) {
    connect(server);
    socket().send(Say.rejoinSession(token));
    return told().next("participant:state_snapshot");
  }

  /** Sends an answer and waits until it is accepted. */
  public void answer(Message question, String optionId) {
    submit(question, optionId);
    awaitAccepted(question, optionId);
  }

  /** Sends an answer. */
  public void submit(Message question, String optionId) {
    Sent answer = new Sent(question.text("questionId"), optionId);
    Secrets.note(optionId);
    synchronized (sent) {
      sent.add(answer);
    }
    socket().send(Say.submitAnswer(answer.questionId(), answer.optionId()));
  }

  public void awaitAccepted(Message question, String optionId) {
    told()
        .next(
            "game:answer_accepted",
            m ->
                m.text("questionId").equals(question.text("questionId"))
                    && m.text("optionId").equals(optionId));
  }

  public Socket socket() {
    return socket.orElseThrow(() -> new AssertionError(name + " is not connected"));
  }

  public Told told() {
    return socket().told();
  }

  /** Everything it was told, over all its connections. */
  public List<Message> history() {
    List<Message> all = new ArrayList<>();
    earlier.forEach(told -> all.addAll(told.all()));
    socket.ifPresent(now -> all.addAll(now.told().all()));
    return all;
  }

  // --- what it was promised ---

  public boolean isSeated() {
    return history().stream().anyMatch(m -> m.is("participant:joined"));
  }

  /** The newest token, as a local storage would hold it. */
  public String token() {
    return joined().text("rejoinToken");
  }

  public Set<String> tokens() {
    return history().stream()
        .filter(m -> m.is("participant:joined"))
        .map(m -> m.text("rejoinToken"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  public String pseudonym() {
    return joined().text("pseudonym");
  }

  private Message joined() {
    return history().stream()
        .filter(m -> m.is("participant:joined"))
        .reduce((_, later) -> later)
        .orElseThrow(() -> new AssertionError(name + " has no seat"));
  }

  /** The option of this question that was accepted last. */
  public Optional<String> accepted(String questionId) {
    return history().stream()
        .filter(m -> m.is("game:answer_accepted") && m.text("questionId").equals(questionId))
        .map(m -> m.text("optionId"))
        .reduce((_, later) -> later);
  }

  /** The options of this question in the order in which they were sent. */
  public List<String> sent(String questionId) {
    synchronized (sent) {
      return sent.stream()
          .filter(answer -> answer.questionId().equals(questionId))
          .map(Sent::optionId)
          .toList();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
