package carafe.load.frame;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** One opening handshake (RFC 6455, 4.1): what is asked, and whether the answer fits. */
public final class Handshake {
  /** Longest answer, bytes, until its empty line. */
  public static final int ANSWER_BYTES_MAX = 16 << 10;

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final String key;
  private byte[] answer = {};

  public Handshake() {
    byte[] nonce = new byte[16];
    ThreadLocalRandom.current().nextBytes(nonce);
    key = Base64.getEncoder().encodeToString(nonce);
  }

  public byte[] request(String host, String pathAndQuery) {
    return ("GET "
            + pathAndQuery
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
            + key
            + "\r\nSec-WebSocket-Version: 13\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Takes bytes of the answer.
   *
   * @return where the first frame begins in {@code bytes}, -1 while the answer is not whole
   * @throws Refused when the server does not agree
   */
  public int feed(byte[] bytes, int from, int to) throws Refused {
    int before = answer.length;
    int taken = Math.min(to - from, ANSWER_BYTES_MAX + END.length - before);
    answer = Arrays.copyOf(answer, before + taken);
    System.arraycopy(bytes, from, answer, before, taken);
    int end = indexOfEnd(Math.max(0, before - END.length));
    if (end < 0) {
      if (answer.length > ANSWER_BYTES_MAX) {
        throw new Refused("handshake: an answer without an end");
      }
      return -1;
    }
    check(new String(answer, 0, end, StandardCharsets.ISO_8859_1));
    return from + end + END.length - before;
  }

  private int indexOfEnd(int from) {
    for (int i = from; i + END.length <= answer.length; i++) {
      if (Arrays.equals(answer, i, i + END.length, END, 0, END.length)) {
        return i;
      }
    }
    return -1;
  }

  private void check(String head) throws Refused {
    String[] lines = head.split("\r\n", -1);
    String[] status = lines[0].split(" ", 3);
    if (!status[0].startsWith("HTTP/1.") || status.length < 2 || !status[1].matches("\\d{3}")) {
      throw new Refused("handshake: no HTTP");
    }
    if (!status[1].equals("101")) {
      throw new Refused("handshake: HTTP " + status[1]);
    }
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0
          && lines[i].substring(0, colon).toLowerCase(Locale.ROOT).equals("sec-websocket-accept")) {
        if (lines[i].substring(colon + 1).strip().equals(accepted(key))) {
          return;
        }
        break;
      }
    }
    throw new Refused("handshake: 101 without the right Sec-WebSocket-Accept");
  }

  static String accepted(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** The server does not open a WebSocket; the message is a kind of fault. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String kind) {
      super(kind);
    }
  }
}
