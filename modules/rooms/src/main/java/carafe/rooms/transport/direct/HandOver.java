package carafe.rooms.transport.direct;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import java.util.function.Function;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.InHandler;
import org.apache.pekko.stream.stage.OutHandler;
import org.apache.pekko.util.ByteString;

/**
 * What Pekko HTTP switches to after the handshake: takes the socket out of the stream, which then
 * ends. Asked for the first bytes, it knows that the answer to the handshake is in the socket; from
 * there on the client may be talked to, then the room is told of it, then it is read.
 */
final class HandOver extends GraphStage<FlowShape<ByteString, ByteString>> {
  private final Inlet<ByteString> in = Inlet.create("HandOver.in");
  private final Outlet<ByteString> out = Outlet.create("HandOver.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final Exchange exchange;
  private final Function<Wire, Conversation> opening;

  HandOver(Exchange exchange, Function<Wire, Conversation> opening) {
    this.exchange = exchange;
    this.opening = opening;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic implements InHandler, OutHandler {
    private ByteString early = ByteString.emptyByteString();

    Logic() {
      super(shape);
      setHandlers(in, out, this);
    }

    @Override
    public void preStart() {
      pull(in);
    }

    /** At most once: nothing is read while this waits. */
    @Override
    public void onPush() {
      early = early.concat(grab(in));
    }

    /** The client said that it sends no more: the loop will find that out again. */
    @Override
    public void onUpstreamFinish() {
      // What was accepted is opened all the same.
    }

    @Override
    public void onPull() {
      exchange.handOver(opening, early);
      completeStage();
    }
  }
}
