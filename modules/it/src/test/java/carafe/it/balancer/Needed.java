package carafe.it.balancer;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs and a machine may lack; CI installs them. */
public final class Needed {
  private Needed() {}

  /** Where it is; without it the test is skipped, loudly, and fails in CI. */
  public static Path program(String name) {
    Optional<Path> found = installed(name);
    if (found.isEmpty()) {
      if (System.getenv("CI") != null) {
        fail("CI must have %s: .ci/run installs it", name);
      }
      System.err.println("SKIPPED: " + name + " is not installed");
      Assumptions.abort("no " + name + " here");
    }
    return found.orElseThrow();
  }

  static Optional<Path> installed(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    // Where Debian puts servers, whoever looks.
    return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/sbin", "/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
