package carafe.parties.user;

import carafe.rooms.hooks.PartyServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server with {@link UserParty} for one test class, and the rooms of each of its tests. */
final class UserServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final List<UserRoom> rooms = new ArrayList<>();
  private @Nullable PartyServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    server = new PartyServer("", Map.of("user", UserParty.class, "asking", AskingParty.class));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    rooms.forEach(UserRoom::close);
    rooms.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Objects.requireNonNull(server).close();
  }

  UserRoom freshRoom() {
    UserRoom room = new UserRoom(Objects.requireNonNull(server));
    rooms.add(room);
    return room;
  }
}
