package carafe.rooms.transport.direct;

import carafe.rooms.log.Seldom;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.io.Inet;
import org.apache.pekko.io.TcpSO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that is listened on, and the connections that come to it. */
final class Port implements Acceptor.Source {
  private static final Logger LOG = LoggerFactory.getLogger(Port.class);

  private final Seldom unprepared = new Seldom();
  private final ServerSocketChannel channel;

  /**
   * As few as can be: {@code channel.socket()} makes an adaptor that lives as long as its channel.
   */
  private final List<Inet.SocketOption> options;

  private Port(ServerSocketChannel channel, List<Inet.SocketOption> options) {
    this.channel = channel;
    this.options = options;
  }

  /**
   * @throws IOException when it cannot be had; says why, the caller knows which
   */
  static Port open(String address, int port, ServerSettings settings) throws IOException {
    InetSocketAddress where = new InetSocketAddress(address, port);
    if (where.isUnresolved()) {
      throw new UnresolvedAddressException();
    }
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      List<Inet.SocketOption> options = new ArrayList<>();
      settings.getSocketOptions().forEach(options::add);
      options.remove(TcpSO.tcpNoDelay(true)); // is set in any case
      options.forEach(option -> option.beforeServerSocketBind(channel.socket()));
      channel.bind(where, settings.getBacklog());
      return new Port(channel, options);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  /** The next connection, ready for a loop. One that is gone before it is ready is passed over. */
  @Override
  public SocketChannel next() throws IOException {
    while (true) {
      SocketChannel next = channel.accept();
      try {
        prepare(next);
        return next;
      } catch (IOException | RuntimeException e) {
        next.close();
        if (unprepared.isDue()) {
          LOG.warn("A connection could not be prepared, and is closed", e);
        }
      } catch (Error e) {
        next.close();
        throw e;
      }
    }
  }

  private void prepare(SocketChannel next) throws IOException {
    next.configureBlocking(false);
    options.forEach(option -> option.afterConnect(next.socket()));
    next.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  void close() throws IOException {
    channel.close();
  }
}
