package carafe.rooms.http;

import carafe.rooms.connection.ConnectionSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.Host;
import org.apache.pekko.http.javadsl.settings.ParserSettings;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.io.Inet;
import org.apache.pekko.io.TcpSO;
import scala.concurrent.duration.Duration;

/** Pekko HTTP as rooms need it, on top of what its own configuration says. */
final class PekkoSettings {
  private PekkoSettings() {}

  static ServerSettings of(
      ActorSystem<?> system, ConnectionSettings connections, HttpSettings http) {
    ServerSettings pekko = ServerSettings.create(system.settings().config());
    ParserSettings parser =
        pekko
            .getParserSettings()
            .withMaxUriLength(http.targetLengthMax())
            .withMaxContentLength(http.bodyBytesMax())
            // A chunk is kept, uncounted, until it is whole.
            .withMaxChunkSize(http.bodyBytesMax())
            // Addresses are read from the raw target, with errors of our own.
            .withUriParsingMode(Uri.RELAXED)
            // Headers as they came: parties see them, and few connections need any of them read.
            .withModeledHeaderParsing(false)
            // They would log what clients sent.
            .withIllegalHeaderWarnings(false);
    List<Inet.SocketOption> socketOptions = List.of(TcpSO.tcpNoDelay(true));
    return pekko
        .withTimeouts(timeouts(pekko.getTimeouts(), connections))
        .withParserSettings(parser)
        .withParsingErrorHandler(JsonParsingErrors.class.getName())
        .withRawRequestUriHeader(true)
        .withRemoteAddressAttribute(true)
        // Who speaks HTTP/1.0 need not send one, and without any its request would be refused.
        .withDefaultHostHeader(Host.create("localhost"))
        .withMaxConnections(connections.connectionsMax() + http.spareConnections())
        .withBacklog(http.backlog())
        .withSocketOptions(socketOptions);
  }

  private static ServerSettings.Timeouts timeouts(
      ServerSettings.Timeouts pekko, ConnectionSettings connections) {
    java.time.Duration lastResort = connections.silenceMax().plus(connections.closeTimeout());
    return pekko
        // Answering late would log the whole address. What is behind doors has times of its own.
        .withRequestTimeout(Duration.Zero())
        // For what does not even take the bytes of its end; ours comes before.
        .withIdleTimeout(Duration.create(lastResort.toMillis(), TimeUnit.MILLISECONDS));
  }
}
