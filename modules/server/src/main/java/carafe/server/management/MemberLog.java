package carafe.server.management;

import carafe.server.cluster.registry.NodeAddress;
import carafe.server.management.ReportMessage.Report;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.ClusterEvent.ClusterDomainEvent;
import org.apache.pekko.cluster.Member;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line for every change of the cluster's members, as {@link MemberNews} words it. */
final class MemberLog extends AbstractBehavior<MemberLog.Message> {
  private static final Logger LOG = LoggerFactory.getLogger(MemberLog.class);

  /** A member that is unreachable cannot be asked any more: the last answer is told of. */
  private static final Duration ASK_EVERY = Duration.ofSeconds(10);

  sealed interface Message extends NoSerializationVerificationNeeded {}

  private record Heard(ClusterDomainEvent event) implements Message {}

  private record AskAgain() implements Message {}

  private record Carried(Map<NodeAddress, Report> loads) implements Message {}

  private final Survey survey;
  private final MemberNews news;

  static void start(ActorSystem<?> system, Survey survey, Duration stableAfter) {
    system.systemActorOf(create(survey, stableAfter), "carafe-member-log", Props.empty());
  }

  private static Behavior<Message> create(Survey survey, Duration stableAfter) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new MemberLog(context, timers, survey, stableAfter)));
  }

  private MemberLog(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Survey survey,
      Duration stableAfter) {
    super(context);
    this.survey = survey;
    Cluster cluster = Cluster.get(Adapter.toClassic(context.getSystem()));
    news = new MemberNews(Survey.address(cluster.selfUniqueAddress()), stableAfter);
    cluster.subscribe(
        Adapter.toClassic(context.messageAdapter(ClusterDomainEvent.class, Heard::new)),
        ClusterEvent.initialStateAsEvents(),
        ClusterEvent.MemberEvent.class,
        ClusterEvent.ReachabilityEvent.class,
        ClusterEvent.LeaderChanged.class);
    timers.startTimerWithFixedDelay(new AskAgain(), ASK_EVERY);
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case Heard heard -> change(heard.event()).ifPresent(this::write);
      case AskAgain _ -> ask();
      case Carried carried -> news.carry(carried.loads());
    }
    return this;
  }

  private void write(MemberChange change) {
    news.hear(change).forEach(line -> LOG.atLevel(line.level()).log(line.text()));
  }

  private void ask() {
    if (news.hasOthers()) {
      getContext()
          .pipeToSelf(
              survey.picture(),
              (picture, _) -> new Carried(picture == null ? Map.of() : loads(picture)));
    }
  }

  private static Map<NodeAddress, Report> loads(Picture picture) {
    Map<NodeAddress, Report> loads = new HashMap<>();
    picture
        .members()
        .forEach(member -> member.report().ifPresent(load -> loads.put(member.address(), load)));
    return loads;
  }

  private static Optional<MemberChange> change(ClusterDomainEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case ClusterEvent.MemberJoined it ->
              new MemberChange.Joined(address(it.member()), it.member().appVersion().toString());
          case ClusterEvent.MemberWeaklyUp _ -> null;
          case ClusterEvent.MemberUp it ->
              new MemberChange.Up(
                  address(it.member()),
                  it.member().appVersion().toString(),
                  it.member().upNumber());
          case ClusterEvent.MemberLeft it -> new MemberChange.Leaving(address(it.member()));
          case ClusterEvent.MemberExited it -> new MemberChange.Exiting(address(it.member()));
          case ClusterEvent.MemberDowned it -> new MemberChange.Downed(address(it.member()));
          case ClusterEvent.MemberRemoved it -> new MemberChange.Removed(address(it.member()));
          case ClusterEvent.UnreachableMember it ->
              new MemberChange.Unreachable(address(it.member()));
          case ClusterEvent.ReachableMember it -> new MemberChange.Reachable(address(it.member()));
          case ClusterEvent.LeaderChanged it ->
              it.getLeader() == null
                  ? null
                  : new MemberChange.Leads(Survey.address(it.getLeader(), 0).display());
          default -> null;
        });
  }

  private static NodeAddress address(Member member) {
    return Survey.address(member.uniqueAddress());
  }
}
