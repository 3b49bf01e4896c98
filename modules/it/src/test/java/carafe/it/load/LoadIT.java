package carafe.it.load;

import carafe.it.server.OwnServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On the transport that is the default. */
class LoadIT extends LoadCases {
  @RegisterExtension static final OwnServer SERVER = on("direct");

  LoadIT() {
    super(SERVER);
  }
}
