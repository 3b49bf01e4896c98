package carafe.rooms.echo;

import carafe.rooms.message.ClientMessage;
import java.util.Optional;

/** What clients say in these tests; {@link EchoRoom} knows the verbs. */
public record Say(String text, Optional<String> name, boolean checked) implements ClientMessage {
  /** Must not be said twice. */
  public static Say once(String text) {
    return new Say(text, Optional.empty(), false);
  }

  /** May be said twice, and makes earlier ones of the name unnecessary. */
  public static Say again(String name, String text) {
    return new Say(text, Optional.of(name), false);
  }

  public static Say checked(String text) {
    return new Say(text, Optional.empty(), true);
  }

  @Override
  public Optional<String> repeatable() {
    return name;
  }

  @Override
  public boolean checksCredentials() {
    return checked;
  }
}
