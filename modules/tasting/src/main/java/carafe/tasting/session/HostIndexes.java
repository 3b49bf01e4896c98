package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rules.host.SessionEntry;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.tasting.host.HostMessage;
import carafe.tasting.host.HostMessage.ClaimReply;
import carafe.tasting.host.HostMessage.Listed;
import carafe.tasting.host.HostMessage.Reported;
import carafe.tasting.host.HostRoom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** How a session asks the index of a host, wherever that lives; a stage fails after a time. */
final class HostIndexes {
  private final ClusterSharding sharding;
  private final Duration timeout;

  HostIndexes(ClusterSharding sharding, Duration timeout) {
    this.sharding = sharding;
    this.timeout = timeout;
  }

  CompletionStage<ClaimReply> claim(HostId host, Optional<Hash> key) {
    return of(host).ask(replyTo -> new HostMessage.Claim(key, replyTo), timeout);
  }

  CompletionStage<Reported> report(HostId host, SessionEntry entry) {
    return of(host).ask(replyTo -> new HostMessage.Report(entry, replyTo), timeout);
  }

  CompletionStage<Listed> list(HostId host) {
    return of(host).ask(HostMessage.ListSessions::new, timeout);
  }

  private EntityRef<RoomMessage> of(HostId host) {
    return sharding.entityRefFor(HostRoom.ENTITY, host.value());
  }
}
