package carafe.tasting.wire;

import carafe.tasting.wire.FromClient.CreateSession;
import carafe.tasting.wire.FromClient.HostCommand;
import carafe.tasting.wire.FromClient.JoinSession;
import carafe.tasting.wire.FromClient.RejoinHost;
import carafe.tasting.wire.FromClient.RejoinSession;
import carafe.tasting.wire.FromClient.SubmitAnswer;
import carafe.tasting.wire.FromClient.UpdateSession;
import carafe.tasting.wire.FromClient.WatchSession;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.jsontype.NamedType;

/**
 * Tells Jackson under which names {@link FromClient} messages travel from the node of a connection
 * to the node of its room. Nodes of two versions talk while a cluster is updated: the names stay.
 */
public final class FromClientModule extends Module {
  @Override
  public String getModuleName() {
    return "carafe-from-client";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.registerSubtypes(
        new NamedType(CreateSession.class, "create_session"),
        new NamedType(UpdateSession.class, "update_session"),
        new NamedType(JoinSession.class, "join_session"),
        new NamedType(RejoinSession.class, "rejoin_session"),
        new NamedType(RejoinHost.class, "rejoin_host"),
        new NamedType(WatchSession.class, "watch_session"),
        new NamedType(HostCommand.class, "host_command"),
        new NamedType(SubmitAnswer.class, "submit_answer"));
  }
}
