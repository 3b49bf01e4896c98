package carafe.it.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** What hostile clients send. Masked with zeros, so that what is large is made once. */
final class Bytes {
  private static final int TEXT = 0x81;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final int MASKED = 0x80;
  private static final int MASK_BYTES = 4;

  /** As large as a message of a session may be (carafe.session.message-max). */
  private static final int LARGEST_MESSAGE = 256 << 10;

  /** What it still owes is sent a byte a second. */
  private static final int OWED = 10_000;

  private static final int PINGS_AT_ONCE = 400;
  private static final int NOISE_BYTES = 300;

  private static final byte[] HEAD =
      ("GET /parties/main/1 HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + "s".repeat(4000))
          .getBytes(US_ASCII);

  /** Below carafe.rooms.http.head-bytes-max, in lines that are allowed. */
  private static final byte[] MOST_OF_A_HEAD =
      ("GET /parties/main/1 HTTP/1.1\r\nHost: localhost\r\n"
              + ("X-Large: " + "l".repeat(4000) + "\r\n").repeat(7))
          .getBytes(US_ASCII);

  /** A chunk of nearly carafe.rooms.http.body-bytes-max. */
  private static final byte[] HALF_A_CHUNK =
      ("POST /parties/connections/hostile HTTP/1.1\r\nHost: localhost\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n30000\r\n"
              + "c".repeat(100_000))
          .getBytes(US_ASCII);

  private static final byte[] REQUESTS =
      "GET /alive HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(400).getBytes(US_ASCII);

  private static final byte[] MEGABYTE = large(1 << 20, 1 << 20);
  private static final byte[] MOST = large(LARGEST_MESSAGE, LARGEST_MESSAGE - OWED);
  private static final byte[] HALF = Arrays.copyOf(large(10_000, 10_000), 5_000);
  private static final byte[] PINGS = pings(PINGS_AT_ONCE);
  private static final byte[] ONE = {'x'};

  private Bytes() {}

  static byte[] text(String text) {
    byte[] payload = text.getBytes(UTF_8);
    return frame(TEXT, payload);
  }

  static byte[] pong() {
    return frame(PONG, new byte[0]);
  }

  static byte[] pings() {
    return PINGS;
  }

  static byte[] megabyte() {
    return MEGABYTE;
  }

  /** The largest message that is allowed, without its end. */
  static byte[] mostOfAMessage() {
    return MOST;
  }

  static byte[] halfAFrame() {
    return HALF;
  }

  static byte[] one() {
    return ONE;
  }

  /** The next byte of a request's head that has no end. */
  static byte[] ofHead(int nth) {
    return new byte[] {HEAD[nth % HEAD.length]};
  }

  static byte[] mostOfAHead() {
    return MOST_OF_A_HEAD;
  }

  static byte[] halfAChunk() {
    return HALF_A_CHUNK;
  }

  static byte[] requests() {
    return REQUESTS;
  }

  static byte[] noise() {
    byte[] noise = new byte[NOISE_BYTES];
    ThreadLocalRandom.current().nextBytes(noise);
    return noise;
  }

  private static byte[] pings(int count) {
    byte[] one = frame(PING, "ping".getBytes(UTF_8));
    byte[] all = new byte[count * one.length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(one, 0, all, i * one.length, one.length);
    }
    return all;
  }

  /** A frame of a short payload. */
  private static byte[] frame(int first, byte[] payload) {
    if (payload.length > 125) {
      throw new IllegalArgumentException("too long for a short frame");
    }
    byte[] frame = new byte[2 + MASK_BYTES + payload.length];
    frame[0] = (byte) first;
    frame[1] = (byte) (MASKED | payload.length);
    System.arraycopy(payload, 0, frame, 2 + MASK_BYTES, payload.length);
    return frame;
  }

  /** A text frame of {@code announced} bytes, of which so many are there. */
  private static byte[] large(int announced, int there) {
    int header = 2 + 8 + MASK_BYTES;
    byte[] frame = new byte[header + there];
    frame[0] = (byte) TEXT;
    frame[1] = (byte) (MASKED | 127);
    for (int i = 0; i < 8; i++) {
      frame[2 + i] = (byte) ((long) announced >> (8 * (7 - i)));
    }
    Arrays.fill(frame, header, frame.length, (byte) 'x');
    return frame;
  }
}
