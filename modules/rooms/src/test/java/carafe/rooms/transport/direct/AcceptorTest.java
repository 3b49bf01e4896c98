package carafe.rooms.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class AcceptorTest {
  private final List<SocketChannel> taken = new ArrayList<>();
  private int asked;

  @Test
  void goesOnWhenTheSystemGivesNoConnectionsAndSaysSoOnce() throws IOException {
    Logger log = (Logger) LoggerFactory.getLogger(Acceptor.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try (SocketChannel first = SocketChannel.open();
        SocketChannel second = SocketChannel.open()) {
      new Acceptor(() -> next(first, second), taken::add).run();
      assertThat(taken).containsExactly(first, second);
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getThrowableProxy().getMessage()).isEqualTo("Too many open files"));
  }

  private SocketChannel next(SocketChannel first, SocketChannel second) throws IOException {
    return switch (asked++) {
      case 0 -> first;
      case 1, 2, 3 -> throw new IOException("Too many open files");
      case 4 -> second;
      default -> throw new ClosedChannelException();
    };
  }

  @Test
  void endsWhileItPauses() throws Exception {
    Acceptor acceptor =
        new Acceptor(
            () -> {
              throw new IOException("Too many open files");
            },
            taken::add);
    Thread thread = new Thread(acceptor);
    thread.start();
    acceptor.end();
    thread.join();
    assertThat(taken).isEmpty();
  }
}
