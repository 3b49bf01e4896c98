package carafe.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Message;
import carafe.it.cluster.TestCluster;
import carafe.it.process.CarafeProcess;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** With certificates only nodes of the same authority become members. */
@ResourceLock(TestCluster.MACHINE)
class TlsIT {
  private static final String WAITS = "Not in a cluster after";

  @TempDir Path folder;

  @Test
  void onlyWhoHasACertificateOfTheAuthorityJoins() {
    Authority authority = new Authority(folder, "authority");
    Iterator<String> names = List.of("one", "two").iterator();
    try (TestCluster cluster = TestCluster.of(2, node -> authority.certify(node, names.next()));
        CarafeProcess plain = cluster.newNode();
        CarafeProcess stranger =
            new Authority(folder, "strangers").certify(cluster.newNode(), "stranger");
        CarafeProcess mistaken = authority.certify(cluster.newNode(), "mistaken")) {
      cluster.start().awaitWhole();
      assertThat(members(cluster.node(1))).isEqualTo(2);

      mistaken.with("CARAFE_CLUSTER_TLS_KEY", authority.file("one.key")).start();
      plain.start();
      stranger.start();
      assertThat(mistaken.awaitEnd()).isEqualTo(1);
      assertThat(mistaken.err().strip().lines())
          .singleElement()
          .asString()
          .contains("carafe.cluster.tls.key")
          .contains("one.key is not the key of the certificate in");
      for (CarafeProcess intruder : List.of(plain, stranger)) {
        cluster.await("it does not get in", () -> intruder.out().contains(WAITS));
        assertThat(members(intruder)).isZero();
      }
      assertThat(members(cluster.node(1))).isEqualTo(2);
      assertThat(members(cluster.node(2))).isEqualTo(2);
    }
  }

  private static int members(CarafeProcess node) {
    return Message.of(node.getManagement("/cluster").body()).objects("members").size();
  }
}
