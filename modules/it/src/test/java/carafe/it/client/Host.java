package carafe.it.client;

import java.util.Optional;
import java.util.UUID;

/** A host's screen: one connection after the other, under one host id. */
public final class Host {
  private final String id;
  private final String code;
  private final String connectionId = UUID.randomUUID().toString();
  private Optional<Socket> socket = Optional.empty();

  public Host(String id, String code) {
    this.id = id;
    this.code = code;
    Secrets.note(id);
    Secrets.note(connectionId);
  }

  /** A host whose id nobody else has. */
  public static Host on(String code) {
    return new Host("HOST-" + UUID.randomUUID(), code);
  }

  public Host connect(Address server) {
    socket = Optional.of(Socket.open("host of " + code, server.session(code, connectionId)));
    return this;
  }

  /** Connects as real hosts do, which ask to rejoin before they create. */
  public Host create(Address server, Plan plan) {
    connect(server);
    socket().send(Say.rejoinHost(id));
    socket().send(Say.createSession(id, plan));
    told().next("session:created");
    return this;
  }

  /** Connects and comes back; returns the snapshot. */
  public Message rejoin(Address server) {
    connect(server);
    socket().send(Say.rejoinHost(id));
    return told().next("host:state_snapshot");
  }

  /** Says {@code host:start} or the like. */
  public void says(String command) {
    socket().send(Say.command(command));
  }

  /** Starts the game; returns its first question. */
  public Message start() {
    says("host:start");
    return told().next("game:question");
  }

  /** Reveals; returns the results. */
  public Message reveal() {
    says("host:reveal");
    return told().next("game:answer_revealed");
  }

  /** Waits until everybody who is there has answered. */
  public void awaitAnswers(int count) {
    told().next("game:participant_answered", m -> m.number("answeredCount") == count);
  }

  public String id() {
    return id;
  }

  public String code() {
    return code;
  }

  public Socket socket() {
    return socket.orElseThrow(() -> new AssertionError("the host of " + code + " is away"));
  }

  public Told told() {
    return socket().told();
  }
}
