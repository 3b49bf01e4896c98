package carafe.rooms.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server's answer to an HTTP request, as it came over the wire.
 *
 * @param headers names in lower case
 */
public record HttpReply(int status, Map<String, String> headers, String body) {
  static HttpReply read(InputStream in, boolean withoutBody) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String length = headers.getOrDefault("content-length", "0");
    byte[] body = withoutBody ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    return new HttpReply(status, headers, new String(body, UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("no answer but: " + line);
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }
}
