package carafe.rooms.relay;

import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.echo.EchoNode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Relays on a cluster of one that serializes all messages, for one test class. */
final class RelayNode implements BeforeAllCallback, AfterAllCallback {
  static final Duration SOON = Duration.ofMillis(50);
  static final Duration DENIAL_DELAY = Duration.ofMillis(300);
  static final RelaySettings SETTINGS =
      settings(Duration.ofSeconds(20), Duration.ofSeconds(40), SOON);

  private @Nullable EchoNode node;
  private @Nullable Relays relays;

  static RelaySettings settings(Duration keptFor, Duration roomWait, Duration linger) {
    return new RelaySettings(
        SOON,
        Duration.ofMillis(200),
        keptFor,
        roomWait,
        5,
        1000,
        2,
        Duration.ofSeconds(30),
        SOON,
        Duration.ofSeconds(2),
        linger,
        DENIAL_DELAY,
        Duration.ofSeconds(2));
  }

  /** For two wrong credentials of an address. */
  static DenialBudget budget() {
    return new DenialBudget(new DenialSettings(2, Duration.ofHours(1), 1000, 1000));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    EchoNode started = new EchoNode();
    node = started;
    relays = Relays.start(started.system, SETTINGS, budget());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    relays().closeAll(1001, "", Duration.ZERO).toCompletableFuture().join();
    node().close();
  }

  private EchoNode node() {
    return Objects.requireNonNull(node);
  }

  Relays relays() {
    return Objects.requireNonNull(relays);
  }

  /** Others on the same node. */
  Relays relays(String name, RelaySettings settings) {
    return Relays.start(node().system, name, settings, budget());
  }

  RelayedRoom freshRoom() {
    return new RelayedRoom(this);
  }
}
