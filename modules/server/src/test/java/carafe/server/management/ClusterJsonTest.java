package carafe.server.management;

import carafe.rooms.approved.Approved;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import carafe.server.management.Picture.MemberView;
import carafe.server.management.ReportMessage.PartyLoad;
import carafe.server.management.ReportMessage.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The answer's shape is a promise to operators' tools. */
class ClusterJsonTest {
  private static final NodeAddress ONE = new NodeAddress("10.0.0.1", 7355, 7431098345234523456L);
  private static final NodeAddress TWO = new NodeAddress("10.0.0.2", 7355, -12L);
  private static final NodeAddress THREE = new NodeAddress("fd00::3", 7355, 3L);
  private static final UUID CLUSTER = UUID.fromString("8c0f36a7-13c1-4a0d-9c7b-6a0f3a1f0b52");

  @Test
  void aClusterWithOneNodeLostAndOneJoining() {
    Picture picture =
        new Picture(
            ONE,
            "0.1.0",
            List.of(
                new MemberView(
                    ONE,
                    "0.1.0",
                    List.of(),
                    "up",
                    Optional.of(1),
                    true,
                    true,
                    List.of(),
                    Optional.of(report())),
                new MemberView(
                    TWO,
                    "0.1.0",
                    List.of("night"),
                    "up",
                    Optional.of(2),
                    false,
                    false,
                    List.of("10.0.0.1:7355", "[fd00::3]:7355"),
                    Optional.empty()),
                new MemberView(
                    THREE,
                    "0.2.0",
                    List.of(),
                    "joining",
                    Optional.empty(),
                    false,
                    false,
                    List.of(),
                    Optional.of(silentSharding()))),
            Optional.of(
                new Look(
                    1,
                    11,
                    true,
                    List.of(
                        row(11, ONE, "0.1.0", Optional.of(CLUSTER), 900, true),
                        row(12, TWO, "0.1.0", Optional.of(CLUSTER), 8_200, false),
                        row(13, THREE, "0.2.0", Optional.empty(), 100, true)))));

    check("three-nodes", picture);
  }

  @Test
  void aNodeThatWaitsAndADatabaseThatDoesNotAnswer() {
    check("waiting", new Picture(ONE, "0.1.0", List.of(), Optional.empty()));
  }

  private static Report report() {
    return new Report(
        ONE.uid(),
        List.of(
            new PartyLoad("main", Optional.of(86), Optional.of(20), 312),
            new PartyLoad("host", Optional.of(85), Optional.of(4), 5)));
  }

  private static Report silentSharding() {
    return new Report(
        THREE.uid(),
        List.of(
            new PartyLoad("main", Optional.of(0), Optional.of(0), 0),
            new PartyLoad("host", Optional.empty(), Optional.empty(), 0)));
  }

  private static NodeRow row(
      int id,
      NodeAddress address,
      String version,
      Optional<UUID> cluster,
      long silentForMs,
      boolean locked) {
    return new NodeRow(id, address, version, 1, cluster, Duration.ofMillis(silentForMs), locked);
  }

  private static void check(String name, Picture picture) {
    Approved.check("cluster/" + name + ".json", Approved.pretty(ClusterJson.of(picture)));
  }
}
