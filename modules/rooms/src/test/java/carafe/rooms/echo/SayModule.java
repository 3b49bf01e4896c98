package carafe.rooms.echo;

import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** Names the client messages of these tests, as a game's module names its own. */
public final class SayModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  public SayModule() {
    registerSubtypes(new NamedType(Say.class, "say"));
  }
}
