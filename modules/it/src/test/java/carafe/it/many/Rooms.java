package carafe.it.many;

import carafe.load.loop.Dialer;
import carafe.load.loop.Ears;
import carafe.load.loop.Link;
import carafe.load.loop.Loop;
import carafe.load.loop.Target;
import carafe.load.loop.Trust;
import carafe.load.wire.Told;
import carafe.load.wire.ToldReader;
import carafe.load.wire.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Many small rooms over real sockets, each with a host and a few phones, all on one thread. */
final class Rooms implements AutoCloseable {
  private final Loop loop = new Loop("many-rooms", _ -> {}).start();
  private final Dialer dialer;
  private final ToldReader reader = new ToldReader();
  private final List<Seat> seats = new ArrayList<>();
  private final Map<String, Integer> wrong = new TreeMap<>();

  Rooms(int port, int rooms, int phonesEach) {
    dialer = new Dialer(Target.of("ws://127.0.0.1:" + port), Trust.usual());
    // Ten digits: nobody else's session is on them but by a chance that can be neglected.
    long first = ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_000_000_000L);
    for (int room = 0; room < rooms; room++) {
      for (int i = 0; i <= phonesEach; i++) {
        seats.add(new Seat(this, Long.toString(first + room), i == 0));
      }
    }
  }

  // ---- waves: all of them at once

  Wave create() {
    return wave("creating", Seat::isHost, Seat::come, told -> told instanceof Told.Created);
  }

  Wave join() {
    return wave("joining", s -> !s.isHost(), Seat::come, told -> told instanceof Told.Joined);
  }

  Wave start() {
    return wave(
        "starting", _ -> true, s -> s.lead("host:start"), told -> told instanceof Told.Question);
  }

  Wave answer() {
    return wave("answering", s -> !s.isHost(), Seat::answer, told -> told instanceof Told.Accepted);
  }

  /** Each changes its mind, which is stored anew. */
  Wave answerOtherwise() {
    return wave(
        "answering otherwise",
        s -> !s.isHost(),
        Seat::answerOtherwise,
        told -> told instanceof Told.Accepted);
  }

  Wave comeBack() {
    return wave("coming back", _ -> true, Seat::come, Rooms::isSnapshot);
  }

  private static boolean isSnapshot(Told told) {
    return switch (told) {
      case Told.Snapshot _ -> true;
      case Told.Other(String type) -> type.equals("host:state_snapshot");
      default -> false;
    };
  }

  Wave reveal() {
    return wave(
        "revealing",
        _ -> true,
        s -> s.lead("host:reveal"),
        told -> told instanceof Told.OwnResult || told instanceof Told.Results);
  }

  private Wave wave(String name, Predicate<Seat> who, Consumer<Seat> act, Predicate<Told> end) {
    List<Seat> all = seats.stream().filter(who).toList();
    Wave wave = new Wave(name, all.size(), act, end);
    loop.execute(() -> all.forEach(seat -> seat.take(wave)));
    return wave;
  }

  void leave() {
    loop.execute(() -> seats.forEach(Seat::leave));
  }

  /** How many connections there are. */
  int links() {
    return loop.links();
  }

  /** What must never be, and how often it was. */
  Map<String, Integer> wrong() {
    synchronized (wrong) {
      return Map.copyOf(wrong);
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  // ---- for its seats

  Link dial(String path, Ears ears) {
    return dialer.dial(loop, path, ears);
  }

  Told read(byte[] bytes, int offset, int length) throws Unreadable {
    return reader.read(bytes, offset, length);
  }

  void later(long nanos, Runnable task) {
    loop.at(System.nanoTime() + nanos, task);
  }

  void wrong(String what) {
    synchronized (wrong) {
      wrong.merge(what, 1, Integer::sum);
    }
  }
}
