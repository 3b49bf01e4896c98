package carafe.rooms.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Timeout(30)
@Isolated("looks at what anybody logs")
class AcceptorTest {
  private final List<SocketChannel> taken = new ArrayList<>();
  private int asked;

  @Test
  void goesOnWhenTheSystemGivesNoConnectionsAndSaysSoOnce() throws IOException {
    try (SocketChannel first = SocketChannel.open();
        SocketChannel second = SocketChannel.open()) {
      CompletableFuture<Acceptor> self = new CompletableFuture<>();
      self.complete(
          new Acceptor(
              () ->
                  switch (asked++) {
                    case 0 -> first;
                    case 1, 2, 3 -> throw new IOException("Too many open files");
                    case 4 -> second;
                    default -> {
                      self.join().end();
                      throw new ClosedChannelException();
                    }
                  },
              taken::add));
      assertThat(said(self.join())).containsExactly("Too many open files");
      assertThat(taken).containsExactly(first, second);
    }
  }

  @Test
  void goesOnAfterAnErrorAndSaysWhenThePortIsClosedByNobody() throws IOException {
    try (SocketChannel first = SocketChannel.open();
        SocketChannel second = SocketChannel.open()) {
      Acceptor acceptor =
          new Acceptor(
              () ->
                  switch (asked++) {
                    case 0 -> first;
                    case 1 -> second;
                    default -> throw new AsynchronousCloseException();
                  },
              channel -> {
                taken.add(channel);
                if (channel.equals(first)) {
                  throw new OutOfMemoryError("a test's");
                }
              });
      assertThat(said(acceptor))
          .containsExactly("a test's", AsynchronousCloseException.class.getName());
      assertThat(taken).containsExactly(first, second);
    }
  }

  /** The failures it logs while it runs: their messages, or what they are. */
  private static List<String> said(Acceptor acceptor) {
    Logger log = (Logger) LoggerFactory.getLogger(Acceptor.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      acceptor.run();
    } finally {
      log.detachAppender(lines);
    }
    return lines.list.stream()
        .map(ILoggingEvent::getThrowableProxy)
        .map(it -> it.getMessage() == null ? it.getClassName() : it.getMessage())
        .toList();
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
