package carafe.rooms.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/** The closing of all connections of a relay, evenly over a time. */
final class Farewell {
  final int code;
  final String reason;
  private final long spreadNanos;
  private final long begin;
  private final double shift;
  private final Queue<Peer> left;
  private final int total;

  /**
   * @param shift between 0 and 1: where in its share of the time each is closed, so that many
   *     relays with one connection each do not close them all at the same moment
   */
  Farewell(
      int code, String reason, Duration spread, Collection<Peer> peers, long now, double shift) {
    this.code = code;
    this.reason = reason;
    this.spreadNanos = spread.toNanos();
    this.begin = now;
    this.shift = shift;
    this.left = new ArrayDeque<>(peers);
    this.total = peers.size();
  }

  /** Those whose moment has come. */
  List<Peer> due(long now) {
    double shares = spreadNanos == 0 ? total : (double) (now - begin) / spreadNanos * total;
    List<Peer> due = new ArrayList<>();
    while (!left.isEmpty() && (spreadNanos == 0 || total - left.size() + shift <= shares)) {
      due.add(left.remove());
    }
    return due;
  }

  boolean isOver() {
    return left.isEmpty();
  }
}
