package carafe.rooms.transport.streams;

import carafe.rooms.transport.BoundServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.ServerBinding;

/** A port of Pekko HTTP's own. */
record StreamsServer(ServerBinding binding) implements BoundServer {
  @Override
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  @Override
  public CompletionStage<Done> unbind() {
    return binding.unbind();
  }

  @Override
  public CompletionStage<Done> terminate(Duration deadline) {
    return binding.terminate(deadline).thenApply(_ -> Done.getInstance());
  }
}
