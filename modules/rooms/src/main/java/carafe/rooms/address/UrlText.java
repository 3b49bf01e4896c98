package carafe.rooms.address;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** What is percent-encoded in an address; decoding is strict: what cannot be decoded is refused. */
public final class UrlText {
  private UrlText() {}

  /** Decodes a piece of a path; empty for broken percent-encoding or UTF-8. */
  static Optional<String> ofPath(String encoded) {
    return decode(encoded, false);
  }

  /** Decodes a piece of a query, where a plus is a space. */
  static Optional<String> ofQuery(String encoded) {
    return decode(encoded, true);
  }

  /** An address with its characters beyond ASCII encoded; the others stay as they are. */
  public static String ascii(String address) {
    StringBuilder ascii = new StringBuilder(address.length());
    for (byte next : address.getBytes(StandardCharsets.UTF_8)) {
      if (next >= 0) {
        ascii.append((char) next);
      } else {
        ascii.append('%').append(HexFormat.of().withUpperCase().toHexDigits(next));
      }
    }
    return ascii.toString();
  }

  private static Optional<String> decode(String encoded, boolean plusIsSpace) {
    byte[] bytes = new byte[encoded.length()];
    int length = 0;
    for (int at = 0; at < encoded.length(); at++) {
      char next = encoded.charAt(at);
      if (next == '%') {
        if (at + 2 >= encoded.length()) {
          return Optional.empty();
        }
        int high = Character.digit(encoded.charAt(at + 1), 16);
        int low = Character.digit(encoded.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes[length++] = (byte) ((high << 4) | low);
        at += 2;
      } else if (next > 0x7F) {
        // What is not ASCII must be percent-encoded; a raw byte was lost before it came here.
        return Optional.empty();
      } else {
        bytes[length++] = (byte) (plusIsSpace && next == '+' ? ' ' : next);
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
