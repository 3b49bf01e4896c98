package carafe.rooms.http;

import carafe.rooms.client.SocketClient;
import carafe.rooms.party.RoomType;
import carafe.rooms.transport.TransportSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of a front door on each transport, each with a client that has just connected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(TransportSettings.Kind.class)
abstract class OnEachTransport {
  @Parameter TransportSettings.Kind kind;

  private final String settings;
  private final RoomType[] types;
  TestDoor door;
  SocketClient client;

  /**
   * @param settings HOCON over the usual ones
   */
  OnEachTransport(String settings, RoomType... types) {
    this.settings = settings;
    this.types = types;
  }

  @BeforeParameterizedClassInvocation
  void start() {
    door = new TestDoor(settings + "\ncarafe.rooms.http.transport = " + kind, types);
  }

  @AfterParameterizedClassInvocation
  void stop() {
    door.close();
  }

  @BeforeEach
  void connect() {
    door.forget();
    client = door.connect();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }
}
