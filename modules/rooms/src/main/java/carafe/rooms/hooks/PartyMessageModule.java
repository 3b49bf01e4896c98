package carafe.rooms.hooks;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.jsontype.NamedType;

/**
 * Tells Jackson under which names {@link PartyMessage}s travel from the node of a connection to the
 * node of its room. Nodes of two versions talk while a cluster is updated: the names stay.
 */
public final class PartyMessageModule extends Module {
  @Override
  public String getModuleName() {
    return "carafe-party-message";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.registerSubtypes(
        new NamedType(PartyMessage.Text.class, "text"),
        new NamedType(PartyMessage.Binary.class, "binary"));
  }
}
