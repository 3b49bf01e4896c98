package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The key that may be bound to a host id (PROTOCOL.md, 4). */
@AtTable
class HostKeyTest {
  private static final String KEY = "correct horse battery";
  private static final String OTHER = "wrong horse battery 7";

  private final Table table;

  HostKeyTest(Table table) {
    this.table = table;
  }

  private String created(String hostId, String key) {
    String code = table.freshCode();
    table.guest(code).says(Words.create(hostId, key)).hears("sessions:list");
    return code;
  }

  @Test
  void theFirstUseOfAHostIdBindsTheKey() {
    String hostId = table.freshHost();
    String code = created(hostId, KEY);

    Guest guest = table.guest(code);
    guest.says(Words.rejoinHost(hostId)).hearsError("HOST_KEY_REQUIRED");
    guest.says(Words.rejoinHost(hostId, OTHER)).hearsError("INVALID_HOST_ID");
    guest.says(Words.rejoinHost(hostId, KEY)).hears("host:state_snapshot");
  }

  @Test
  void fromThenOnNobodyCreatesUnderItWithoutTheKey() {
    String hostId = table.freshHost();
    created(hostId, KEY);

    String code = table.freshCode();
    Guest guest = table.guest(code);
    guest.says(Words.create(hostId)).hearsError("HOST_KEY_REQUIRED");
    guest.says(Words.create(hostId, OTHER)).hearsError("INVALID_HOST_ID");
    assertThat(table.status(code)).isEqualTo(404);
    assertThat(table.awake.of(code)).isEmpty();

    guest.says(Words.create(hostId, KEY)).hears("session:created");
  }

  @Test
  void theSameHostRepeatingItselfElsewhereNeedsTheKeyToo() {
    String hostId = table.freshHost();
    String code = created(hostId, KEY);

    Guest guest = table.guest(code);
    guest.says(Words.create(hostId)).hearsError("HOST_KEY_REQUIRED");
    guest.says(Words.create(hostId, OTHER)).hearsError("INVALID_HOST_ID");
    guest.says(Words.START).hearsError("NOT_HOST");
    guest.says(Words.create(hostId, KEY)).hears("session:created");
  }

  @Test
  void theHostIdIsClaimedBeforeTheSessionIsStored() {
    String hostId = table.freshHost();
    String code = table.freshCode();
    Guest guest = table.guest(code);
    table.awake.hold(code);
    guest.says(Words.create(hostId, KEY));
    table.await("the claim is stored", () -> !table.hostEvents(hostId).isEmpty());

    assertThat(table.hostEvents(hostId)).containsExactly("host-claimed");
    assertThat(table.events(code)).isEmpty();

    table.awake.release(code);
    guest.hears("session:created");
  }

  @Test
  void anIdThatWasUsedWithoutAKeyIsNeverBoundToOne() {
    String hostId = table.freshHost();
    table.guest(table.freshCode()).says(Words.create(hostId)).hears("session:created");

    String code = created(hostId, KEY);

    table.guest(code).says(Words.rejoinHost(hostId)).hears("host:state_snapshot");
    table.guest(table.freshCode()).says(Words.create(hostId, OTHER)).hears("session:created");
  }

  // --- the host's list ---

  @Test
  void theListIsShownToWhoeverHasTheKey() {
    String hostId = table.freshHost();
    created(hostId, KEY);

    table.listener(hostId, Map.of()).hearsError("HOST_KEY_REQUIRED");
    table.listener(hostId, Map.of("hostKey", OTHER)).hearsError("INVALID_HOST_ID");
    Heard list = table.listener(hostId, Map.of("hostKey", KEY)).hears("sessions:list");
    assertThat(list.at("sessions")).hasSize(1);

    assertThat(table.get(table.host(hostId), Map.of()).status()).isEqualTo(401);
    assertThat(table.get(table.host(hostId), Map.of("hostKey", KEY)).status()).isEqualTo(200);
  }

  @Test
  void onlyAKeyThatIsShownOverHttpCanBeAWrongOne() {
    String hostId = table.freshHost();
    created(hostId, KEY);

    Response guess = table.get(table.host(hostId), Map.of("hostKey", OTHER));
    assertThat(guess.status()).isEqualTo(401);
    assertThat(guess.kind()).isEqualTo(Response.Kind.WRONG_CREDENTIALS);
    assertThat(Heard.of(guess.body()).text("code")).isEqualTo("INVALID_HOST_ID");

    Response none = table.get(table.host(hostId), Map.of());
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.kind()).isEqualTo(Response.Kind.ANSWER);
    assertThat(none.headers()).containsEntry("www-authenticate", "Bearer");
    assertThat(Heard.of(none.body()).text("code")).isEqualTo("HOST_KEY_REQUIRED");

    Response right = table.get(table.host(hostId), Map.of("hostKey", KEY));
    assertThat(right.kind()).isEqualTo(Response.Kind.ANSWER);
  }

  @Test
  void whoListenedBeforeTheIdWasBoundIsAStranger() {
    String hostId = table.freshHost();
    Guest stranger = table.listener(hostId, Map.of());
    assertThat(stranger.hears("sessions:list").at("sessions")).isEmpty();
    Guest owner = table.listener(hostId, Map.of("hostKey", KEY));
    owner.hears("sessions:list");

    created(hostId, KEY);

    stranger.hearsError("HOST_KEY_REQUIRED");
    assertThat(owner.hears("sessions:list").at("sessions")).hasSize(1);
    assertThat(stranger.unread()).isEmpty();
  }
}
