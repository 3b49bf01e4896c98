package carafe.rooms.transport.direct;

import java.util.ArrayList;
import java.util.List;

/**
 * The sockets of one loop, in no order. Each knows its own place, which costs nothing in it; in a
 * set of the JDK it would cost some 40 bytes.
 */
final class Sockets {
  /** The place of a socket that is not among them. */
  static final int NOWHERE = -1;

  private final List<Socket> sockets = new ArrayList<>();

  void add(Socket socket) {
    sockets.add(socket);
    socket.place = sockets.size() - 1;
  }

  /** Does nothing if it is not there. */
  void remove(Socket socket) {
    if (socket.place == NOWHERE) {
      return;
    }
    Socket last = sockets.removeLast();
    if (last.place != socket.place) {
      sockets.set(socket.place, last);
      last.place = socket.place;
    }
    socket.place = NOWHERE;
  }

  boolean isEmpty() {
    return sockets.isEmpty();
  }

  int size() {
    return sockets.size();
  }

  /** As they are now. */
  List<Socket> copy() {
    return List.copyOf(sockets);
  }
}
