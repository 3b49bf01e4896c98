package carafe.server.management;

import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.Registry;
import carafe.server.management.Picture.MemberView;
import carafe.server.management.ReportMessage.Ask;
import carafe.server.management.ReportMessage.Report;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterReadView;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.pattern.Patterns;
import scala.jdk.javaapi.CollectionConverters;

/** Asks every member what it carries, and waits for none of them longer than a second. */
final class Survey {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
  private static final Duration PICTURE_HOLDS = Duration.ofMillis(500);

  /** Where rooms' coordinator and waker are, until such a member is removed. */
  private static final Set<MemberStatus> COUNTED =
      Set.of(MemberStatus.up(), MemberStatus.leaving(), MemberStatus.down());

  private final org.apache.pekko.actor.ActorSystem system;
  private final Cluster cluster;
  private final Optional<Registry> registry;
  private final SharedAnswer<Picture> picture =
      new SharedAnswer<>(PICTURE_HOLDS, System::nanoTime, this::look);

  /**
   * @param registry empty: nothing is told of the database's rows
   */
  Survey(ActorSystem<?> system, Optional<Registry> registry) {
    this.system = Adapter.toClassic(system);
    this.cluster = Cluster.get(this.system);
    this.registry = registry;
  }

  /** Never later than after a second or so; whoever asks again at once gets the same one. */
  CompletionStage<Picture> picture() {
    return picture.get();
  }

  private CompletionStage<Picture> look() {
    ClusterReadView view = cluster.readView();
    List<Member> members =
        StreamSupport.stream(view.state().getMembers().spliterator(), false).toList();
    Optional<UniqueAddress> oldest =
        members.stream()
            .filter(member -> COUNTED.contains(member.status()))
            .min(Comparator.comparingInt(Member::upNumber))
            .map(Member::uniqueAddress);
    List<CompletableFuture<MemberView>> views =
        members.stream()
            .map(
                member ->
                    report(member)
                        .thenApply(report -> seen(view, member, oldest, report))
                        .toCompletableFuture())
            .toList();
    CompletableFuture<Optional<Look>> rows = rows();
    return CompletableFuture.allOf(views.toArray(CompletableFuture[]::new))
        .thenCombine(
            rows,
            (_, look) ->
                new Picture(
                    address(cluster.selfUniqueAddress()),
                    view.self().appVersion().toString(),
                    views.stream().map(CompletableFuture::join).toList(),
                    look));
  }

  private CompletionStage<Optional<Report>> report(Member member) {
    ActorPath path =
        RootActorPath.apply(member.address(), "/").child("system").child(Reporter.NAME);
    return Patterns.askWithReplyTo(
            system.actorSelection(path), to -> new Ask(Adapter.toTyped(to)), ANSWER_WITHIN)
        .handle(
            (answer, _) ->
                answer instanceof Report report && report.uid() == member.uniqueAddress().longUid()
                    ? Optional.of(report)
                    : Optional.empty());
  }

  private CompletableFuture<Optional<Look>> rows() {
    return registry
        .map(
            known ->
                known
                    .look()
                    .handle((look, _) -> Optional.ofNullable(look))
                    .toCompletableFuture()
                    .completeOnTimeout(
                        Optional.empty(), ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private static MemberView seen(
      ClusterReadView view,
      Member member,
      Optional<UniqueAddress> oldest,
      Optional<Report> report) {
    UniqueAddress address = member.uniqueAddress();
    return new MemberView(
        address(address),
        member.appVersion().toString(),
        member.getRoles().stream().filter(role -> !role.startsWith("dc-")).sorted().toList(),
        member.status().toString().toLowerCase(Locale.ROOT),
        Optional.of(member.upNumber()).filter(number -> number != Integer.MAX_VALUE),
        oldest.filter(address::equals).isPresent(),
        member.address().equals(view.state().getLeader()),
        unreachableBy(view, address),
        report);
  }

  private static List<String> unreachableBy(ClusterReadView view, UniqueAddress member) {
    // Pekko's public view says that a member is unreachable, not by whom.
    return view.reachability()
        .observersGroupedByUnreachable()
        .get(member)
        .fold(
            List::of,
            observers ->
                CollectionConverters.asJava(observers).stream()
                    .map(observer -> address(observer).display())
                    .sorted()
                    .toList());
  }

  static NodeAddress address(UniqueAddress node) {
    return address(node.address(), node.longUid());
  }

  static NodeAddress address(Address address, long uid) {
    return new NodeAddress(address.getHost().orElse(""), address.getPort().orElse(0), uid);
  }
}
