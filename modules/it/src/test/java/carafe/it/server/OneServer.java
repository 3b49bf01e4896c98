package carafe.it.server;

import carafe.it.client.Address;
import carafe.it.client.Secrets;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server that many test classes share, each with codes of its own: started by the first,
 * stopped after the last. After each class its log has to be clean.
 */
public final class OneServer implements BeforeAllCallback, AfterAllCallback {
  /** Most seats of a session there: few enough to fill a room. */
  public static final int SEATS = 30;

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(OneServer.class);

  private static final OwnServer SERVER =
      new OwnServer(Map.of("CARAFE_SESSION_MAX_PARTICIPANTS", Integer.toString(SEATS)));

  /** Stops the server when the root context closes. */
  private record Running() implements AutoCloseable {
    static Running begin() {
      SERVER.begin();
      return new Running();
    }

    @Override
    public void close() {
      SERVER.end();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(Running.class, _ -> Running.begin(), Running.class);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    SERVER.log().mustHaveNoStackTrace();
    SERVER.log().mustHoldNone(Secrets.all());
  }

  public Address address() {
    return SERVER.address();
  }
}
