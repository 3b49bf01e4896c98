package carafe.it.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carafe.it.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a killed run could not take down, the next one does; what lives is left alone. */
@ResourceLock(TestCluster.MACHINE) // the networks of this process, too
class LeftoversIT {
  @Test
  void theNextRunTakesThemDown() throws IOException, InterruptedException {
    if (System.getenv("CI") == null) {
      assumeTrue(Namespaces.arePermitted(), "this machine does not permit namespaces");
    }
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Leaver.class.getName())
            .inheritIO()
            .start();
    assertThat(killed.waitFor()).isEqualTo(137);
    String its = "cfz" + killed.pid();
    assertThat(seen()).contains(its + "n0", its + "n1", its + "b");

    try (Network own = Namespaces.of(1, 5432)) {
      String ours = "cfz" + ProcessHandle.current().pid();
      assertThat(seen()).doesNotContain(its).contains(ours + "n0", ours + "b");
      Leftovers.clear("cfz");
      assertThat(seen()).contains(ours + "n0", ours + "b");
      assertThat(own.places()).hasSize(1);
    }
    assertThat(seen()).doesNotContain("cfz" + ProcessHandle.current().pid());
  }

  private static String seen() {
    return Shell.run("ip netns list") + Shell.run("ip -o link");
  }
}
