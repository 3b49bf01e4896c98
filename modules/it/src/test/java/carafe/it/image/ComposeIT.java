package carafe.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/compose/compose.yaml} against the Compose specification's schema. */
class ComposeIT {
  /** Where the build has installed the scripts and what they need. */
  private static final Path SCRIPTS = Path.of(System.getProperty("it.node", "target/node"));

  private static final Path COMPOSE = Path.of("..", "..", "deploy", "compose", "compose.yaml");

  @TempDir Path folder;

  @Test
  void itIsWhatComposeTakes() throws Exception {
    assertThat(problems(COMPOSE)).isEmpty();
  }

  /** The check itself can fail. */
  @ParameterizedTest
  @CsvSource({
    "healthcheck:, healthchek:, healthchek",
    "interval:, intervall:, intervall",
    "restart: unless-stopped, restart: 7, /services/carafe-1/restart",
    "condition: service_healthy, condition: service_heathy, condition"
  })
  void whatItWouldRefuseIsFound(String right, String wrong, String named) throws Exception {
    String text = Files.readString(COMPOSE);
    assertThat(text).contains(right);
    Path broken = Files.writeString(folder.resolve("compose.yaml"), text.replace(right, wrong));
    assertThat(problems(broken)).contains(named);
  }

  /** The health check is the program's own command, on the class path that the image has. */
  @Test
  void theHealthCheckIsTheProgramsOwn() throws Exception {
    assertThat(Files.readString(COMPOSE))
        .contains("\"@/app/jib-classpath-file\", \"carafe.Carafe\", \"ready\"]");
  }

  /** Or a node that starts first may have it, and what it trusts is itself. */
  @Test
  void theBalancersAddressIsGivenToNobodyElse() throws Exception {
    String text = Files.readString(COMPOSE);
    long balancer = number(found(text, "ipv4_address: ([0-9.]+)"));

    assertThat(found(text, "CARAFE_TRUSTED_PROXIES: ([0-9.]+)"))
        .isEqualTo(found(text, "ipv4_address: ([0-9.]+)"));
    assertThat(isIn(balancer, found(text, "subnet: ([0-9./]+)"))).isTrue();
    assertThat(isIn(balancer, found(text, "ip_range: ([0-9./]+)"))).isFalse();
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static boolean isIn(long address, String network) {
    String[] parts = network.split("/", 2);
    int rest = 32 - Integer.parseInt(parts[1]);
    return address >> rest == number(parts[0]) >> rest;
  }

  private static long number(String address) {
    return Integer.toUnsignedLong(
        ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress()).getInt());
  }

  private static String problems(Path file) throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder("node", "compose.mjs", file.toRealPath().toString())
            .directory(SCRIPTS.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(said).isZero();
    return said;
  }
}
