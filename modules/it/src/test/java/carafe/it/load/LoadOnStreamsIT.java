package carafe.it.load;

import carafe.it.server.OwnServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On the transport that is not the default, so that it stays whole. */
class LoadOnStreamsIT extends LoadCases {
  @RegisterExtension static final OwnServer SERVER = on("streams");

  LoadOnStreamsIT() {
    super(SERVER);
  }
}
