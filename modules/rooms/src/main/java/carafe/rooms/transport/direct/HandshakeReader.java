package carafe.rooms.transport.direct;

import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.impl.engine.parsing.HttpHeaderParser;
import org.apache.pekko.http.impl.engine.parsing.HttpMessageParser;
import org.apache.pekko.http.impl.engine.parsing.HttpRequestParser;
import org.apache.pekko.http.impl.engine.parsing.ParserOutput;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.http.scaladsl.model.AttributeKeys;
import org.apache.pekko.http.scaladsl.model.HttpEntity;
import org.apache.pekko.http.scaladsl.model.HttpProtocols;
import org.apache.pekko.http.scaladsl.model.HttpRequest$;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.apache.pekko.http.scaladsl.model.RequestEntity;
import org.apache.pekko.http.scaladsl.model.Uri;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.TLSProtocol.SessionBytes;
import org.apache.pekko.stream.scaladsl.TLSPlacebo$;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a plain WebSocket handshake with Pekko HTTP's own parser, but without a stream:
 * what comes out is the request that the stream would have given. Whatever is not plain is not read
 * here. For one thread.
 *
 * <p>Stands on the parser's internal classes; the version is pinned, and tests compare what both
 * ways make of all kinds of heads.
 */
final class HandshakeReader {
  /** Longer ones are left to the stream. */
  static final int HEAD_BYTES_MAX = ArrivingHead.FREE_BYTES;

  /**
   * A parser remembers headers it has seen. It is made anew after so many heads, so that what some
   * clients sent does not cost others time, or memory, for ever.
   */
  private static final int HEADS_PER_PARSER = 1000;

  private static final SSLSession NO_TLS = TLSPlacebo$.MODULE$.dummySession();

  private final ServerSettings settings;
  private final HttpRequestParser parsers;
  private @Nullable HttpMessageParser<ParserOutput.RequestOutput> parser;
  private int read;

  HandshakeReader(ActorSystem<?> system, ServerSettings settings) {
    this.settings = settings;
    this.parsers = parsers(settings, Adapter.toClassic(system).log());
  }

  private static HttpRequestParser parsers(ServerSettings javadsl, LoggingAdapter log) {
    var settings = (org.apache.pekko.http.scaladsl.settings.ServerSettings) javadsl;
    HttpRequestParser parsers =
        new HttpRequestParser(
            settings.parserSettings(),
            settings.websocketSettings(),
            settings.rawRequestUriHeader(),
            HttpHeaderParser.apply(settings.parserSettings(), log));
    // As a stream would number them: the logic looks for its handlers there.
    parsers.in().id_$eq(0);
    parsers.out().id_$eq(0);
    return parsers;
  }

  /**
   * How many of these bytes are the head of what may be a handshake: a GET whose lines all end in
   * CR LF, with a key. 0 if they are anything else, or not all of it.
   */
  static int headLength(byte[] bytes) {
    if (bytes.length < 4 || bytes[0] != 'G' || bytes[1] != 'E' || bytes[2] != 'T') {
      return 0;
    }
    int lineStart = 0;
    boolean key = false;
    int max = Math.min(bytes.length, HEAD_BYTES_MAX);
    for (int at = 0; at < max; at++) {
      if (bytes[at] == '\n' || (bytes[at] == '\r' && (at + 1 == max || bytes[at + 1] != '\n'))) {
        return 0; // half an end of a line: Pekko takes some of these
      }
      if (bytes[at] == '\r') {
        if (at == lineStart) {
          return key ? at + 2 : 0;
        }
        key |= isKey(bytes, lineStart, at);
        at++;
        lineStart = at + 1;
      }
    }
    return 0;
  }

  private static boolean isKey(byte[] bytes, int from, int to) {
    String name = "sec-websocket-key:";
    if (to - from < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      byte next = bytes[from + i];
      if ((next >= 'A' && next <= 'Z' ? next + ('a' - 'A') : next) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The request, if it is a valid handshake and nothing more; otherwise nothing came of it. */
  Optional<HttpRequest> read(ByteString head) {
    HttpMessageParser<ParserOutput.RequestOutput> now = parser == null ? fresh() : parser;
    parser = null; // unless it comes back to its beginning
    ParserOutput.RequestOutput first = now.parseSessionBytes(new SessionBytes(NO_TLS, head));
    if (!(first instanceof ParserOutput.RequestStart start)
        || !isPlain(start)
        || !now.doPull().equals(ParserOutput.NeedMoreData$.MODULE$)) {
      return Optional.empty();
    }
    if (++read < HEADS_PER_PARSER) {
      parser = now;
    }
    return request(start);
  }

  /** The stage's logic is the parser; without a stream it does nothing but parse. */
  @SuppressWarnings("unchecked")
  private HttpMessageParser<ParserOutput.RequestOutput> fresh() {
    read = 0;
    return (HttpMessageParser<ParserOutput.RequestOutput>)
        (Object) parsers.createLogic(Attributes.none());
  }

  private static boolean isPlain(ParserOutput.RequestStart start) {
    return start.attributes().contains(AttributeKeys.webSocketUpgrade())
        && start.protocol().equals(HttpProtocols.HTTP$div1$u002E1())
        && !start.expect100Continue()
        && !start.closeRequested()
        && start.createEntity() instanceof ParserOutput.StrictEntityCreator<?, ?> body
        && ((HttpEntity) body.entity()).isKnownEmpty();
  }

  /** As Pekko's stages after the parser do it. */
  private Optional<HttpRequest> request(ParserOutput.RequestStart start) {
    var pekko = (org.apache.pekko.http.scaladsl.settings.ServerSettings) settings;
    Uri uri;
    try {
      uri =
          HttpRequest$.MODULE$.effectiveUri(
              start.uri(), start.headers(), false, pekko.defaultHostHeader());
    } catch (IllegalUriException e) {
      return Optional.empty(); // the stream says what is wrong with it
    }
    var body = (ParserOutput.StrictEntityCreator<?, ?>) start.createEntity();
    return Optional.of(
        HttpRequest$.MODULE$
            .apply(
                start.method(),
                uri,
                start.headers(),
                (RequestEntity) body.entity(),
                start.protocol())
            .withAttributes(start.attributes()));
  }
}
