package carafe.rooms.relay;

import carafe.rooms.collect.ByNumber;
import carafe.rooms.connection.Connection;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The connections of one relay by their numbers, in the order they came, and telling them. */
final class Peers {
  private static final Peer[] NONE = {};

  private final ByNumber<Peer> byNumber = new ByNumber<>();
  private final FanOut fanOut;
  private final Consumer<Inner> relay;

  /** All of them, to be told something together; null when it has to be made anew. */
  private Peer @Nullable [] inARow;

  private int lastNumber;
  private long fanOuts;

  /**
   * @param relay hears what the connections say
   */
  Peers(FanOut fanOut, Consumer<Inner> relay) {
    this.fanOut = fanOut;
    this.relay = relay;
  }

  Peer enter(Connection connection, long now) {
    inARow = null;
    Peer peer = new Peer(relay, ++lastNumber, connection, now);
    byNumber.put(peer.number, peer);
    return peer;
  }

  @Nullable Peer get(int number) {
    return byNumber.get(number);
  }

  /** In the order they came. */
  Collection<Peer> all() {
    return Collections.unmodifiableCollection(byNumber);
  }

  boolean isEmpty() {
    return byNumber.isEmpty();
  }

  /** How many have ever come. */
  int entered() {
    return lastNumber;
  }

  /** The room has been told, or never will be. */
  void forget(Peer peer) {
    peer.forgotten = true;
    inARow = null;
    byNumber.remove(peer.number);
  }

  /** Forgets all that are so, and returns them. */
  List<Peer> forgetIf(Predicate<Peer> which) {
    List<Peer> forgotten = new ArrayList<>();
    boolean changed =
        byNumber.removeIf(
            peer -> {
              boolean goes = which.test(peer);
              if (goes) {
                peer.forgotten = true;
                forgotten.add(peer);
              }
              return goes;
            });
    if (changed) {
      inARow = null;
    }
    return forgotten;
  }

  /** To all but these and but those whose opening the room had not heard of. */
  void tellAll(Frame frame, Numbers except, long heard) {
    fanOuts++;
    for (int i = 0; i < except.size(); i++) {
      Peer peer = byNumber.get(except.at(i));
      if (peer != null) {
        peer.leftOutOf = fanOuts;
      }
    }
    long number = fanOuts;
    boolean alone = inARow().length == 1;
    fanOut.tell(
        inARow(),
        peer -> {
          if (peer.leftOutOf == number || peer.openedAt > heard) {
            return;
          }
          if (alone) {
            peer.sendOwn(frame);
          } else {
            peer.send(frame);
          }
        });
  }

  /** Several in a row, to all but those whose opening the room had not heard of. */
  void tellAll(List<Frame> frames, long heard) {
    fanOut.tell(
        inARow(),
        peer -> {
          if (peer.openedAt <= heard) {
            peer.send(frames);
          }
        });
  }

  private Peer[] inARow() {
    if (inARow == null) {
      inARow = byNumber.toArray(NONE);
    }
    return inARow;
  }

  void tell(Frame frame, Numbers numbers) {
    if (fanOut.splits(numbers.size())) {
      fanOut.tell(these(numbers), peer -> peer.send(frame));
      return;
    }
    boolean alone = numbers.size() == 1;
    for (int i = 0; i < numbers.size(); i++) {
      Peer peer = byNumber.get(numbers.at(i));
      if (peer == null) {
        continue;
      }
      if (alone) {
        peer.sendOwn(frame);
      } else {
        peer.send(frame);
      }
    }
  }

  private Peer[] these(Numbers numbers) {
    Peer[] these = new Peer[numbers.size()];
    int count = 0;
    for (int i = 0; i < numbers.size(); i++) {
      Peer peer = byNumber.get(numbers.at(i));
      if (peer != null) {
        these[count++] = peer;
      }
    }
    return Arrays.copyOf(these, count);
  }

  /** The room closes these; returns those that are there. */
  List<Peer> dismiss(Numbers numbers, int code, String reason) {
    List<Peer> dismissed = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      Peer peer = byNumber.get(numbers.at(i));
      if (peer != null) {
        peer.dismissed = true;
        peer.connection.close(code, reason);
        dismissed.add(peer);
      }
    }
    return dismissed;
  }

  /** Those the room knows from which nothing has come for so long. */
  Numbers silent(Duration silence) {
    Numbers.Collector silent = new Numbers.Collector();
    for (Peer peer : byNumber) {
      if (peer.openedAt != Peer.UNHEARD
          && !peer.gone
          && peer.connection.silence().compareTo(silence) >= 0) {
        silent.add(peer.number);
      }
    }
    return silent.take();
  }

  /**
   * Those that a former incarnation welcomed, in pieces that fit any way between nodes.
   *
   * @param bytesMax of one piece, unless a single one is larger
   */
  List<Said.Returning> returning(int bytesMax) {
    List<Said.Returning> pieces = new ArrayList<>();
    List<Peer> piece = new ArrayList<>();
    int bytes = 0;
    for (Peer peer : byNumber) {
      if (!peer.welcomed) {
        continue;
      }
      bytes += peer.weight();
      if (bytes > bytesMax && !piece.isEmpty()) {
        pieces.add(new Said.Returning(piece));
        piece = new ArrayList<>();
        bytes = peer.weight();
      }
      piece.add(peer);
    }
    if (!piece.isEmpty()) {
      pieces.add(new Said.Returning(piece));
    }
    return pieces;
  }
}
