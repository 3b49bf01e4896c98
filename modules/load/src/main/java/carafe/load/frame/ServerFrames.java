package carafe.load.frame;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one connection, out of bytes as they come. Between calls it keeps only what is not
 * yet whole, so an idle connection keeps nothing.
 */
public final class ServerFrames {
  /** Longest message, bytes; a host's results for 20,000 players have 1.2 million. */
  public static final int MESSAGE_BYTES_MAX = 16 << 20;

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int CONTROL_BYTES_MAX = 125;
  private static final int HEADER_BYTES_MAX = 10;
  private static final int NO_CODE = 1005;

  private byte @Nullable [] rest;
  private int restLength;
  private byte @Nullable [] fragments;

  /** Hands on all frames that are whole with these bytes. */
  public void feed(byte[] bytes, int from, int to, FrameSink sink) throws BrokenFrames {
    byte[] kept = rest;
    if (kept == null) {
      int read = read(bytes, from, to, sink);
      if (read < to && sink.listens()) {
        restLength = to - read;
        rest = Arrays.copyOfRange(bytes, read, read + roomFor(bytes, read, to));
      }
      return;
    }
    byte[] all = append(kept, bytes, from, to);
    int end = restLength;
    int read = read(all, 0, end, sink);
    if (read == end || !sink.listens()) {
      rest = null;
      restLength = 0;
    } else if (read > 0) {
      restLength = end - read;
      rest = Arrays.copyOfRange(all, read, read + roomFor(all, read, end));
    }
  }

  private byte[] append(byte[] kept, byte[] bytes, int from, int to) {
    int length = restLength + (to - from);
    byte[] all = kept;
    if (length > all.length) {
      all = Arrays.copyOf(all, Math.max(length, 2 * all.length));
    }
    System.arraycopy(bytes, from, all, restLength, to - from);
    restLength = length;
    rest = all;
    return all;
  }

  /** As much as the begun frame needs: what follows is appended without growing again. */
  private static int roomFor(byte[] bytes, int from, int to) throws BrokenFrames {
    int there = to - from;
    long whole = headerLength(bytes, from, to) < 0 ? 0 : frameLength(bytes, from, to);
    return (int) Math.max(Math.max(there, whole), HEADER_BYTES_MAX);
  }

  /** Where the first frame begins that is not whole. */
  private int read(byte[] bytes, int from, int to, FrameSink sink) throws BrokenFrames {
    int at = from;
    while (sink.listens()) {
      int header = headerLength(bytes, at, to);
      if (header < 0) {
        return at;
      }
      long length = frameLength(bytes, at, to);
      if (at + length > to) {
        return at;
      }
      frame(bytes, at, header, (int) length - header, sink);
      at += (int) length;
    }
    return to;
  }

  /** -1: not even that is whole. */
  private static int headerLength(byte[] bytes, int from, int to) throws BrokenFrames {
    if (to - from < 2) {
      return -1;
    }
    if ((bytes[from] & 0x70) != 0) {
      throw new BrokenFrames(1002, "a reserved bit is set");
    }
    if ((bytes[from + 1] & 0x80) != 0) {
      throw new BrokenFrames(1002, "the server masked a frame");
    }
    if ((bytes[from] & 15) >= CLOSE && (bytes[from] >= 0 || bytes[from + 1] > CONTROL_BYTES_MAX)) {
      throw new BrokenFrames(1002, "a control frame that is long or a fragment");
    }
    int header =
        switch (bytes[from + 1]) {
          case 126 -> 4;
          case 127 -> 10;
          default -> 2;
        };
    return to - from < header ? -1 : header;
  }

  /** Header and payload, of a frame whose header is there. */
  private static long frameLength(byte[] bytes, int from, int to) throws BrokenFrames {
    int header = headerLength(bytes, from, to);
    long payload = bytes[from + 1];
    if (header > 2) {
      payload = 0;
      for (int i = 2; i < header; i++) {
        payload = payload << 8 | (bytes[from + i] & 0xff);
      }
    }
    if (payload < 0 || payload > MESSAGE_BYTES_MAX) {
      throw new BrokenFrames(1009, "a frame of " + payload + " bytes");
    }
    return header + payload;
  }

  private void frame(byte[] bytes, int at, int header, int length, FrameSink sink)
      throws BrokenFrames {
    boolean last = bytes[at] < 0;
    int opcode = bytes[at] & 15;
    int payload = at + header;
    switch (opcode) {
      case TEXT -> {
        if (fragments != null) {
          throw new BrokenFrames(1002, "a message within a message");
        }
        if (last) {
          sink.text(bytes, payload, length);
        } else {
          fragments = Arrays.copyOfRange(bytes, payload, payload + length);
        }
      }
      case CONTINUATION -> {
        byte[] whole = joined(bytes, payload, length);
        fragments = last ? null : whole;
        if (last) {
          sink.text(whole, 0, whole.length);
        }
      }
      case CLOSE -> sink.close(closeCode(bytes, payload, length));
      case PING -> sink.ping(Arrays.copyOfRange(bytes, payload, payload + length));
      case PONG -> {}
      default -> throw new BrokenFrames(1002, "a frame of kind " + opcode);
    }
  }

  private byte[] joined(byte[] bytes, int from, int length) throws BrokenFrames {
    byte[] before = fragments;
    if (before == null) {
      throw new BrokenFrames(1002, "a fragment of nothing");
    }
    if ((long) before.length + length > MESSAGE_BYTES_MAX) {
      throw new BrokenFrames(1009, "a message of more than " + MESSAGE_BYTES_MAX + " bytes");
    }
    byte[] whole = Arrays.copyOf(before, before.length + length);
    System.arraycopy(bytes, from, whole, before.length, length);
    return whole;
  }

  private static int closeCode(byte[] bytes, int from, int length) throws BrokenFrames {
    if (length == 1) {
      throw new BrokenFrames(1002, "half a close code");
    }
    return length == 0 ? NO_CODE : (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
  }
}
