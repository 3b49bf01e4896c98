package carafe.tasting.session;

import org.junit.jupiter.api.Test;

/** A server that takes only hosts with a key. */
@AtTable("carafe.security.require-host-key = on")
class RequiredKeyTest {
  private final Table table;

  RequiredKeyTest(Table table) {
    this.table = table;
  }

  @Test
  void hostsWithoutAKeyAreRefused() {
    String hostId = table.freshHost();
    Guest host = table.guest(table.freshCode());
    host.says(Words.create(hostId)).hearsError("HOST_KEY_REQUIRED");
    host.says(Words.create(hostId, "a key that is long enough")).hears("session:created");
    host.says(Words.rejoinHost(hostId)).hearsError("HOST_KEY_REQUIRED");
    host.says(Words.rejoinHost(hostId, "a key that is long enough")).hears("host:state_snapshot");
  }
}
