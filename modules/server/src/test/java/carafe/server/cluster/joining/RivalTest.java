package carafe.server.cluster.joining;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which other nodes are of another cluster. */
class RivalTest {
  private static final UUID OWN = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  @Test
  void aLivingMemberOfAnotherClusterIsOne() {
    assertThat(rival(look(OWN, row(2, OTHER, true)))).map(NodeRow::id).contains(2);
  }

  @Test
  void fellowsTheDeadAndWhoIsInNoClusterAreNone() {
    assertThat(rival(look(OWN, row(2, OWN, true), row(3, OTHER, false), row(4, null, true))))
        .isEmpty();
  }

  @Test
  void whoIsInNoClusterHasNone() {
    assertThat(rival(look(null, row(2, OTHER, true)))).isEmpty();
  }

  /** Who formed the cluster may have died in between, and its name have been drawn twice. */
  @Test
  void aMemberOfTheSameClusterIsNoneWhateverItsRowSays() {
    NodeRow fellow = row(2, OTHER, true);
    assertThat(Rival.in(look(OWN, fellow), Set.of(fellow.address()))).isEmpty();
  }

  /** It was paused for long, say, and ends as soon as it sees this cluster. */
  @Test
  void oneThatIsLeftBehindIsNoReasonForALargerClusterToGiveWay() {
    NodeRow fellow = row(2, OWN, true);
    NodeRow left = row(3, OTHER, true);
    NodeRow another = row(4, OTHER, true);
    Set<NodeAddress> fellows = Set.of(fellow.address());
    assertThat(Rival.notOutnumbered(look(OWN, fellow, left), fellows)).isEmpty();
    assertThat(Rival.notOutnumbered(look(OWN, fellow, left, another), fellows)).isPresent();
    assertThat(Rival.notOutnumbered(look(OWN, left), Set.of())).isPresent();
    assertThat(Rival.notOutnumbered(look(OWN, fellow), fellows)).isEmpty();
  }

  private static Optional<NodeRow> rival(Look look) {
    return Rival.in(look, Set.of());
  }

  private static Look look(@Nullable UUID own, NodeRow... others) {
    List<NodeRow> rows = new ArrayList<>(List.of(others));
    rows.add(row(1, own, true));
    return new Look(2, 1, true, rows);
  }

  private static NodeRow row(int id, @Nullable UUID cluster, boolean locked) {
    return new NodeRow(
        id,
        new NodeAddress("10.0.0." + id, 7355, id),
        "1",
        1,
        Optional.ofNullable(cluster),
        Duration.ofSeconds(1),
        locked);
  }
}
