package carafe.it.many;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.load.loop.Ears;
import carafe.load.loop.Link;
import carafe.load.plan.Tasting;
import carafe.load.wire.Say;
import carafe.load.wire.Told;
import carafe.load.wire.Unreadable;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A host or a phone of one of many rooms: does what a wave is about, and tells the wave when it is
 * done. While it belongs to one it comes again, after a second, whenever it is closed or told to
 * try again. Everything happens on the loop's thread.
 */
final class Seat implements Ears {
  private static final long RETRY_NANOS = 1_000_000_000L;
  private static final Tasting PLAN = Tasting.of(1, 3);

  private final Rooms rooms;
  private final String code;
  private final boolean host;
  private final String connectionId = UUID.randomUUID().toString();
  private final String hostId = "MANY-" + UUID.randomUUID();
  private final String hostKey = UUID.randomUUID().toString();
  private @Nullable Link link;
  private @Nullable Wave wave;
  private long begun;
  private boolean tryingAgain;
  private int choice = connectionId.hashCode();

  private boolean created;
  private @Nullable String pseudonym;
  private @Nullable String token;
  private Told.@Nullable Question question;
  private @Nullable String accepted;

  Seat(Rooms rooms, String code, boolean host) {
    this.rooms = rooms;
    this.code = code;
    this.host = host;
  }

  boolean isHost() {
    return host;
  }

  // ---- what it does for a wave

  void take(Wave its) {
    wave = its;
    begun = System.nanoTime();
    its.act(this);
  }

  /** Connects, and then creates or joins, or comes back to what it had. */
  void come() {
    if (link != null && link.isOpen()) {
      enter();
    } else {
      link = rooms.dial("/parties/main/" + code + "?_pk=" + connectionId, this);
    }
  }

  private void enter() {
    if (host) {
      say(created ? rejoinHost() : Say.createSession(hostId, hostKey, PLAN));
    } else {
      say(token == null ? Say.joinSession(code) : Say.rejoinSession(token));
    }
  }

  private byte[] rejoinHost() {
    return "{\"type\":\"rejoin_host\",\"hostId\":\"%s\",\"hostKey\":\"%s\"}"
        .formatted(hostId, hostKey)
        .getBytes(UTF_8);
  }

  /** The host leads; its phones hear what comes of it. */
  void lead(String command) {
    if (host) {
      say(Say.command(command));
    }
  }

  void answerOtherwise() {
    choice++;
    answer();
  }

  void answer() {
    Told.Question asked = question;
    if (asked != null) {
      int option = Math.floorMod(choice, asked.options().size());
      say(Say.submitAnswer(asked.id(), asked.options().get(option).id()));
    }
  }

  void leave() {
    wave = null;
    if (link != null) {
      link.leave();
    }
  }

  private void say(byte[] message) {
    if (link != null) {
      link.say(message);
    }
  }

  /** Once, however much went wrong: an error and the close that follows it are one trouble. */
  private void tryAgainLater() {
    if (!tryingAgain) {
      tryingAgain = true;
      rooms.later(RETRY_NANOS, this::again);
    }
  }

  private void again() {
    tryingAgain = false;
    if (wave != null) {
      wave.act(this);
    }
  }

  // ---- what it hears

  @Override
  public void opened(long at) {}

  @Override
  public void ended(String kind) {
    if (wave != null) {
      wave.trouble(kind);
      tryAgainLater();
    }
  }

  @Override
  public void heard(byte[] bytes, int offset, int length, long at) {
    try {
      Told told = rooms.read(bytes, offset, length);
      hear(told);
      if (wave != null && wave.ends(told)) {
        wave.done(begun, at);
        wave = null;
      }
    } catch (Unreadable e) {
      rooms.wrong("unreadable: " + e.getMessage());
    }
  }

  private void hear(Told told) {
    switch (told) {
      case Told.Welcome _ -> {
        if (wave != null) {
          enter();
        }
      }
      case Told.Created _ -> created = true;
      case Told.Joined joined -> {
        token = joined.token();
        pseudonym = joined.pseudonym();
      }
      case Told.Question asked -> question = asked;
      case Told.Accepted answer -> accepted = answer.optionId();
      case Told.Snapshot snapshot -> back(snapshot);
      case Told.Failed failed -> failed(failed);
      case Told.Lobby _,
          Told.Counted _,
          Told.OwnResult _,
          Told.Results _,
          Told.Standings _,
          Told.Ended _,
          Told.Other _ -> {}
    }
  }

  private void back(Told.Snapshot snapshot) {
    if (!snapshot.pseudonym().equals(pseudonym)) {
      rooms.wrong("another name after coming back");
    }
    if (question != null && !snapshot.phase().equals("question_open")) {
      rooms.wrong(snapshot.phase() + " after coming back");
    }
    if (!snapshot.selected().equals(Optional.ofNullable(accepted))) {
      rooms.wrong("another answer after coming back than the one accepted");
    }
  }

  private void failed(Told.Failed failed) {
    if (failed.code().equals("UNAVAILABLE") && wave != null) {
      wave.trouble("error UNAVAILABLE");
      tryAgainLater();
    } else {
      rooms.wrong("error " + failed.code() + ": " + failed.message());
    }
  }
}
