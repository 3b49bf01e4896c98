package carafe.rooms.transport.streams;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.pekko.Done;
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
import org.jspecify.annotations.Nullable;

/**
 * Carries one conversation over the byte stream that is left of an HTTP connection after the
 * handshake. Starts the conversation when the stream starts: a handshake whose answer never got out
 * leaves nothing behind.
 */
final class ConversationStage extends GraphStage<FlowShape<ByteString, ByteString>> {
  /** What makes Pekko reset a connection instead of closing it. */
  private static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cut() {
      super("the connection was cut by the server", null, false, false);
    }
  }

  private final Inlet<ByteString> in = Inlet.create("Conversation.in");
  private final Outlet<ByteString> out = Outlet.create("Conversation.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final Function<Wire, Conversation> opening;

  ConversationStage(Function<Wire, Conversation> opening) {
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

  private final class Logic extends GraphStageLogic implements InHandler, OutHandler, Wire {
    private final AsyncCallback<Done> look = createAsyncCallback(_ -> look());

    /** However many frames are sent meanwhile, one wake-up is under way. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private @Nullable Conversation conversation;

    Logic() {
      super(shape);
      setHandlers(in, out, this);
    }

    @Override
    public void preStart() {
      conversation = opening.apply(this);
      goOn(conversation);
    }

    @Override
    public void wake() {
      if (!woken.getAndSet(true)) {
        look.invoke(Done.getInstance());
      }
    }

    private void look() {
      woken.set(false);
      if (conversation != null) {
        conversation.watch();
        goOn(conversation);
      }
    }

    @Override
    public void onPush() {
      ByteString bytes = grab(in);
      if (conversation != null) {
        // What the conversation sends meanwhile is looked at below: no wake-up needed.
        woken.set(true);
        for (ByteBuffer buffer : bytes.getByteBuffers()) {
          conversation.received(buffer);
        }
        look();
      }
    }

    @Override
    public void onPull() {
      if (conversation != null) {
        goOn(conversation);
      }
    }

    private void goOn(Conversation now) {
      if (isAvailable(out)) {
        ByteString bytes = now.take();
        if (!bytes.isEmpty()) {
          push(out, bytes);
        }
      }
      switch (now.outlook()) {
        case GOES_ON -> {}
        // The inlet stays open: cancelling it could overtake the last bytes. It ends with the
        // socket.
        case FINISH -> complete(out);
        case ABORT -> fail(out, new Cut());
      }
      if (now.wantsBytes() && !hasBeenPulled(in) && !isClosed(in)) {
        pull(in);
      }
    }

    @Override
    public void onUpstreamFinish() {
      over();
    }

    @Override
    public void onUpstreamFailure(Throwable cause) {
      over();
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
      over();
    }

    private void over() {
      if (conversation != null) {
        conversation.ended();
      }
      completeStage();
    }

    @Override
    public void postStop() {
      if (conversation != null) {
        conversation.ended();
      }
    }
  }
}
