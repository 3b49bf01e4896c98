package carafe.rooms.transport.streams;

import java.time.Duration;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.InHandler;
import org.apache.pekko.stream.stage.OutHandler;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * Ends a connection over which no request has come in time. Of later ones only Pekko sees the
 * beginning: those are left to the idle timeout.
 */
final class FirstRequest extends GraphStage<FlowShape<HttpRequest, HttpRequest>> {
  private final Inlet<HttpRequest> in = Inlet.create("FirstRequest.in");
  private final Outlet<HttpRequest> out = Outlet.create("FirstRequest.out");
  private final FlowShape<HttpRequest, HttpRequest> shape = FlowShape.of(in, out);
  private final Duration within;

  FirstRequest(Duration within) {
    this.within = within;
  }

  @Override
  public FlowShape<HttpRequest, HttpRequest> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic implements InHandler, OutHandler {
    private boolean come;

    Logic() {
      super(shape);
      setHandlers(in, out, this);
    }

    @Override
    public void preStart() {
      scheduleOnce(this, within);
    }

    @Override
    public void onPush() {
      if (!come) {
        come = true;
        cancelTimer(this);
      }
      push(out, grab(in));
    }

    @Override
    public void onPull() {
      pull(in);
    }

    @Override
    public void onTimer(Object key) {
      completeStage();
    }
  }
}
