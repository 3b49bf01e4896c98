package carafe.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.cluster.registry.NodeAddress;
import carafe.server.management.MemberChange.Downed;
import carafe.server.management.MemberChange.Exiting;
import carafe.server.management.MemberChange.Joined;
import carafe.server.management.MemberChange.Leads;
import carafe.server.management.MemberChange.Leaving;
import carafe.server.management.MemberChange.Reachable;
import carafe.server.management.MemberChange.Removed;
import carafe.server.management.MemberChange.Unreachable;
import carafe.server.management.MemberChange.Up;
import carafe.server.management.MemberNews.Line;
import carafe.server.management.ReportMessage.PartyLoad;
import carafe.server.management.ReportMessage.Report;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class MemberNewsTest {
  private static final NodeAddress SELF = new NodeAddress("10.0.0.1", 7355, 1);
  private static final NodeAddress OTHER = new NodeAddress("10.0.0.2", 7355, 2);
  private static final NodeAddress THIRD = new NodeAddress("10.0.0.3", 7355, 3);

  private final MemberNews news = new MemberNews(SELF, Duration.ofSeconds(7));

  @Test
  void theFirstNode() {
    assertThat(
            hear(new Joined(SELF, "0.1.0"), new Leads("10.0.0.1:7355"), new Up(SELF, "0.1.0", 1)))
        .containsExactly(
            "INFO This node 10.0.0.1:7355 (0.1.0) is joining: it gets rooms when it is up",
            "INFO This node 10.0.0.1:7355 leads now: it lets nodes in and takes them out",
            "INFO This node 10.0.0.1:7355 is up, 1 node now: all rooms are here",
            "INFO This node 10.0.0.1:7355 is the oldest now: it decides where rooms are, and wakes"
                + " those that owe something");
  }

  @Test
  void aNodeThatComesToOthers() {
    assertThat(
            hear(
                new Up(OTHER, "0.1.0", 4),
                new Up(THIRD, "0.1.0", 2),
                new Leads("10.0.0.2:7355"),
                new Joined(SELF, "0.2.0"),
                new Up(SELF, "0.2.0", 5)))
        .containsExactly(
            "INFO Node 10.0.0.2:7355 (0.1.0) is a member",
            "INFO Node 10.0.0.3:7355 (0.1.0) is a member",
            "INFO Node 10.0.0.2:7355 leads now: it lets nodes in and takes them out",
            "INFO This node 10.0.0.1:7355 (0.2.0) is joining: it gets rooms when it is up",
            "INFO This node 10.0.0.1:7355 is up, 3 nodes now: it takes its share of the rooms;"
                + " those that move are away for a moment",
            "INFO Node 10.0.0.3:7355 is the oldest now: it decides where rooms are, and wakes those"
                + " that owe something");
  }

  @Test
  void aNodeThatDies() {
    threeAreUp();
    news.carry(Map.of(OTHER, report(83, 20)));

    assertThat(hear(new Unreachable(OTHER), new Downed(OTHER), new Removed(OTHER)))
        .containsExactly(
            "WARN Node 10.0.0.2:7355 is unreachable: its 83 shards with 20 rooms wait; if it does"
                + " not come back it is given up after 7 s, or as soon as its process is known to"
                + " be dead, and they start on other nodes",
            "WARN Node 10.0.0.2:7355 is given up: its 83 shards with 20 rooms start on other nodes"
                + " as soon as it is removed",
            "WARN Node 10.0.0.2:7355 is removed, 2 nodes left: its 83 shards with 20 rooms start on"
                + " them now");
  }

  @Test
  void aNodeThatPausesAndComesBack() {
    threeAreUp();

    assertThat(hear(new Unreachable(OTHER), new Reachable(OTHER)))
        .satisfiesExactly(
            wait ->
                assertThat(wait)
                    .startsWith("WARN Node 10.0.0.2:7355 is unreachable: its rooms wait;"),
            goOn ->
                assertThat(goOn)
                    .isEqualTo(
                        "INFO Node 10.0.0.2:7355 is reachable again: its rooms go on there"));
  }

  @Test
  void aNodeThatIsStopped() {
    threeAreUp();

    assertThat(
            hear(
                new Leaving(OTHER), new Exiting(OTHER), new Unreachable(OTHER), new Removed(OTHER)))
        .as("nobody is frightened by a node that goes as it said")
        .containsExactly(
            "INFO Node 10.0.0.2:7355 is leaving in order: its rooms move to the others, its clients"
                + " reconnect to them",
            "INFO Node 10.0.0.2:7355 has left, 2 nodes left");
  }

  @Test
  void thisNodeIsStopped() {
    threeAreUp();

    assertThat(
            hear(
                new Leaving(SELF),
                new Exiting(SELF),
                new Leads("10.0.0.2:7355"),
                new Removed(OTHER),
                new Removed(SELF),
                new Removed(THIRD)))
        .as("Pekko takes all others from a node that goes")
        .containsExactly(
            "INFO This node 10.0.0.1:7355 is leaving in order: its rooms move to the others, its"
                + " clients reconnect to them",
            "INFO This node 10.0.0.1:7355 is no member any more");
  }

  @Test
  void theOldestNodeGoes() {
    threeAreUp();

    assertThat(hear(new Exiting(SELF))).as("it is no judge of others any more").isEmpty();
    MemberNews another = new MemberNews(OTHER, Duration.ofSeconds(7));
    another.hear(new Up(SELF, "0.1.0", 1));
    another.hear(new Up(OTHER, "0.1.0", 2));
    assertThat(another.hear(new Exiting(SELF)))
        .extracting(Line::text)
        .containsExactly(
            "This node 10.0.0.2:7355 is the oldest now: it decides where rooms are, and wakes those"
                + " that owe something");
  }

  @Test
  void thisNodeIsGivenUp() {
    threeAreUp();

    assertThat(hear(new Downed(SELF), new Removed(SELF)))
        .containsExactly(
            "WARN This node 10.0.0.1:7355 is given up by the cluster and ends: its rooms start on"
                + " other nodes, its clients reconnect to them",
            "INFO This node 10.0.0.1:7355 is no member any more");
  }

  @Test
  void anotherProcessAtTheSameAddressIsAnotherNode() {
    threeAreUp();
    news.carry(Map.of(OTHER, report(83, 20)));
    NodeAddress again = new NodeAddress("10.0.0.2", 7355, 22);

    assertThat(hear(new Joined(again, "0.1.0"), new Unreachable(again)))
        .last()
        .asString()
        .contains("its rooms wait");
    assertThat(hear(new Removed(OTHER)))
        .containsExactly("INFO Node 10.0.0.2:7355 has left, 3 nodes left");
  }

  @Test
  void theSameLeaderAndTheSameOldestAreNoNews() {
    threeAreUp();
    news.hear(new Leads("10.0.0.2:7355"));

    assertThat(hear(new Leads("10.0.0.2:7355"), new Exiting(THIRD))).isEmpty();
  }

  private void threeAreUp() {
    news.hear(new Up(SELF, "0.1.0", 1));
    news.hear(new Up(OTHER, "0.1.0", 2));
    news.hear(new Up(THIRD, "0.1.0", 3));
  }

  private List<String> hear(MemberChange... changes) {
    return Arrays.stream(changes)
        .flatMap(change -> news.hear(change).stream())
        .peek(line -> assertThat(line.level()).isIn(Level.INFO, Level.WARN))
        .map(line -> line.level() + " " + line.text())
        .toList();
  }

  private static Report report(int shards, int rooms) {
    return new Report(
        OTHER.uid(), List.of(new PartyLoad("main", Optional.of(shards), Optional.of(rooms), 1)));
  }
}
