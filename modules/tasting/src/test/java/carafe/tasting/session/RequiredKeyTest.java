package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that takes only hosts with a key. */
@AtTable("carafe.security.require-host-key = on")
class RequiredKeyTest {
  private static final String KEY = "a key that is long enough";

  private final Table table;

  RequiredKeyTest(Table table) {
    this.table = table;
  }

  @Test
  void hostsWithoutAKeyAreRefused() {
    String hostId = table.freshHost();
    Guest host = table.guest(table.freshCode());
    host.says(Words.create(hostId)).hearsError("HOST_KEY_REQUIRED");
    host.says(Words.create(hostId, KEY)).hears("session:created");
    host.says(Words.rejoinHost(hostId)).hearsError("HOST_KEY_REQUIRED");
    host.says(Words.rejoinHost(hostId, KEY)).hears("host:state_snapshot");
  }

  @Test
  void aListIsShownOnlyForAKey() {
    String hostId = table.freshHost();
    table.listener(hostId, Map.of()).hearsError("HOST_KEY_REQUIRED");
    table.listener(hostId, Map.of("hostKey", KEY)).hears("sessions:list");
    assertRefused(hostId, Map.of());
    assertThat(table.get(table.host(hostId), Map.of("hostKey", KEY)).status()).isEqualTo(200);
  }

  @Test
  void anIdThatWasUsedWithoutAKeyIsShownToNobody() {
    String hostId = table.hostWithoutKey();
    table.listener(hostId, Map.of()).hearsError("HOST_KEY_REQUIRED");
    table.listener(hostId, Map.of("hostKey", KEY)).hearsError("HOST_KEY_REQUIRED");
    assertRefused(hostId, Map.of());
    assertRefused(hostId, Map.of("hostKey", KEY));
  }

  @Test
  void norLedByAnybody() {
    String hostId = table.hostWithoutKey();
    String code = table.sessionWithoutKey(hostId);
    Guest host = table.guest(code);
    host.says(Words.rejoinHost(hostId, KEY)).hearsError("HOST_KEY_REQUIRED");
    host.says(Words.create(hostId, KEY)).hearsError("HOST_KEY_REQUIRED");
    table.guest(table.freshCode()).says(Words.create(hostId, KEY)).hearsError("HOST_KEY_REQUIRED");
  }

  private void assertRefused(String hostId, Map<String, String> query) {
    Response response = table.get(table.host(hostId), query);
    assertThat(response.status()).isEqualTo(401);
    assertThat(Heard.of(response.body()).text("code")).isEqualTo("HOST_KEY_REQUIRED");
  }
}
