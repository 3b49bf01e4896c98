package carafe.rooms.transport.direct;

import java.util.Locale;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.InHandler;
import org.apache.pekko.stream.stage.OutHandler;
import org.apache.pekko.util.ByteString;

/**
 * A socket as Pekko HTTP sees it. Asks for more to write only when all before is in the socket:
 * that is how a {@link HandOver} knows that the answer to the handshake is.
 */
final class SocketStage extends GraphStage<FlowShape<ByteString, ByteString>> {
  /** What HTTP is told when the client vanishes. */
  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
      super("the connection is gone", null, false, false);
    }
  }

  private static final ByteString HEAD_END = ByteString.fromString("\r\n\r\n");

  private final Inlet<ByteString> in = Inlet.create("Socket.in");
  private final Outlet<ByteString> out = Outlet.create("Socket.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final Exchange exchange;
  private final ByteString first;

  /**
   * @param first what the client began with
   */
  SocketStage(Exchange exchange, ByteString first) {
    this.exchange = exchange;
    this.first = first;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  /** How much of these HTTP gets at once: a handshake's head alone, what follows may be frames. */
  static int wholeHead(ByteString bytes) {
    if (bytes.isEmpty() || bytes.apply(0) != 'G') {
      return bytes.size();
    }
    int end = bytes.indexOfSlice(HEAD_END);
    if (end < 0 || end + HEAD_END.size() == bytes.size()) {
      return bytes.size();
    }
    int head = end + HEAD_END.size();
    String text = bytes.take(head).utf8String().toLowerCase(Locale.ROOT);
    return text.contains("sec-websocket-key") ? head : bytes.size();
  }

  private final class Logic extends GraphStageLogic implements InHandler, OutHandler, HttpStage {
    private final AsyncCallback<Runnable> here = createAsyncCallback(Runnable::run);

    /** Read and not yet taken. */
    private ByteString held = first;

    private boolean inputEnded;
    private boolean writing;
    private boolean outputEnded;
    private boolean left;

    Logic() {
      super(shape);
      setHandlers(in, out, this);
    }

    @Override
    public void preStart() {
      if (exchange.attach(this, first.size())) {
        pull(in);
      } else {
        failStage(new Lost());
      }
    }

    // ---- what the client sends

    @Override
    public void onPull() {
      if (!held.isEmpty() && !exchange.isSwitching()) {
        pushHeld();
      } else if (inputEnded) {
        complete(out);
      } else {
        exchange.wantBytes();
      }
    }

    private void pushHeld() {
      int length = wholeHead(held);
      ByteString next = held.take(length);
      held = held.drop(length);
      push(out, next);
    }

    @Override
    public void received(ByteString bytes) {
      here.invoke(
          () -> {
            held = held.concat(bytes);
            if (isAvailable(out)) {
              onPull();
            }
          });
    }

    @Override
    public void inputEnded() {
      here.invoke(
          () -> {
            inputEnded = true;
            if (isAvailable(out)) {
              onPull();
            }
          });
    }

    /** HTTP reads no more, but may still have something to say. */
    @Override
    public void onDownstreamFinish(Throwable cause) {
      if (left) {
        completeStage();
      }
    }

    @Override
    public void drain() {
      here.invoke(
          () -> {
            if (!left && !exchange.isSwitching()) {
              complete(out);
            }
          });
    }

    // ---- what it is sent

    @Override
    public void onPush() {
      if (exchange.write(grab(in))) {
        pull(in);
      } else {
        writing = true;
      }
    }

    @Override
    public void written() {
      here.invoke(
          () -> {
            writing = false;
            if (outputEnded) {
              finish();
            } else if (!isClosed(in)) {
              pull(in);
            }
          });
    }

    @Override
    public void onUpstreamFinish() {
      outputEnded = true;
      if (!writing) {
        finish();
      }
    }

    @Override
    public void onUpstreamFailure(Throwable cause) {
      if (!left) {
        exchange.abort();
      }
      completeStage();
    }

    private void finish() {
      if (!left) {
        exchange.finish();
      }
      completeStage();
    }

    // ---- the end

    @Override
    public void lost() {
      here.invoke(
          () -> {
            if (!left) {
              failStage(new Lost());
            }
          });
    }

    @Override
    public ByteString leave() {
      left = true;
      ByteString early = held;
      held = ByteString.emptyByteString();
      here.invoke(this::completeStage);
      return early;
    }
  }
}
