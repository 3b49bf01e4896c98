package carafe.load.play;

import carafe.load.loop.Ears;
import carafe.load.loop.Link;
import carafe.load.measure.Faults;
import carafe.load.wire.Say;
import carafe.load.wire.Told;
import carafe.load.wire.Unreadable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A host's screen: a script says what it says, and waits for what it is told. */
final class Host implements Ears {
  /** Messages that may wait for the script; it looks at each step. */
  private static final int INBOX_MAX = 1024;

  private final String code;
  private final String id = "LOAD-" + UUID.randomUUID();
  private final String key = UUID.randomUUID().toString();
  private final Venue venue;
  private final Lane lane;
  private final Faults faults;
  private final Queue<Told> inbox = new ArrayDeque<>();
  private @Nullable Link link;
  private @Nullable String end;

  Host(Venue venue, Lane lane, String code) {
    this.venue = venue;
    this.lane = lane;
    this.code = code;
    this.faults = venue.faults();
  }

  /** Connects and creates the session. */
  void create(Duration within) throws GameFailed, InterruptedException {
    lane.loop()
        .execute(
            () ->
                link =
                    venue
                        .dialer()
                        .dial(
                            lane.loop(),
                            "/parties/main/" + code + "?_pk=" + UUID.randomUUID(),
                            this));
    await("server:state_snapshot", within, t -> t instanceof Told.Welcome w ? w : null);
    say(Say.createSession(id, key, venue.tasting()));
    await("session:created", within, t -> t instanceof Told.Created c ? c : null);
  }

  /** {@code host:start} and the like. */
  void command(String type) {
    say(Say.command(type));
  }

  private void say(byte[] message) {
    lane.loop()
        .execute(
            () -> {
              if (link != null) {
                link.say(message);
              }
            });
  }

  void leave() {
    lane.loop()
        .execute(
            () -> {
              if (link != null) {
                link.leave();
              }
            });
  }

  /** Waits for a message that the function makes something of; those before it are dropped. */
  synchronized <T> T await(String what, Duration within, Function<Told, @Nullable T> wanted)
      throws GameFailed, InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (true) {
      for (Told told = inbox.poll(); told != null; told = inbox.poll()) {
        T found = wanted.apply(told);
        if (found != null) {
          return found;
        }
        if (told instanceof Told.Failed failed) {
          throw new GameFailed("host: error " + failed.code() + " instead of " + what);
        }
      }
      if (end != null) {
        throw new GameFailed("host: " + end + ", before " + what);
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new GameFailed("host: no " + what + " in time");
      }
      wait(left);
    }
  }

  // ---- what its link tells it

  @Override
  public void opened(long at) {}

  @Override
  public void heard(byte[] bytes, int offset, int length, long at) {
    try {
      put(lane.reader().read(bytes, offset, length));
    } catch (Unreadable e) {
      faults.count("unreadable message: " + e.getMessage());
    }
  }

  private synchronized void put(Told told) {
    if (told instanceof Told.Other) {
      return;
    }
    if (inbox.size() == INBOX_MAX) {
      inbox.remove(); // the oldest: counts and lobby lists that nobody waits for
    }
    inbox.add(told);
    notifyAll();
  }

  @Override
  public synchronized void ended(String kind) {
    end = kind;
    notifyAll();
  }
}
