package carafe.it.local;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.balancer.Guests;
import carafe.it.balancer.Needed;
import carafe.it.client.Address;
import carafe.it.client.Message;
import carafe.it.cluster.TestCluster;
import carafe.it.process.CarafeJar;
import carafe.it.process.CarafeProcess;
import carafe.it.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/local/cluster}, as somebody types it who tries a cluster out. */
@ResourceLock(TestCluster.MACHINE)
class LocalClusterIT {
  private static final Path SCRIPT =
      Path.of("..", "..", "deploy", "local", "cluster").toAbsolutePath().normalize();

  /** The script's own port, nodes, operators, statistics, database. */
  private static final int PORTS = 14;

  @TempDir Path temporary;
  private final int port = Ports.free(PORTS);
  private String localPort = Integer.toString(port);
  private Path run = Path.of("");
  private String phones = "127.0.0.1";

  @BeforeEach
  void findFolder() {
    run = temporary.resolve("run");
  }

  /** What a command printed, and its exit code. */
  private record Said(int exit, String text) {}

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    localPort = Integer.toString(port);
    assertThat(cluster("stop", "own").exit()).isZero();
    assertThat(processes()).isEmpty();
  }

  @Test
  void threeNodesInOneCommandThatMayDieAndComeBack() throws Exception {
    assertThat(cluster("status", "own").text()).contains("postgres: stopped", "node 3: stopped");
    assertThat(cluster("kill 4", "own").exit()).isEqualTo(1);
    assertThat(cluster("kill", "own").exit()).isEqualTo(1);

    Said started = cluster("start", "own");
    assertThat(started.exit()).as(started.text()).isZero();
    assertThat(started.text())
        .contains("Three nodes are ready", "ws://localhost:" + port + "/parties/main/");
    List<Long> all = processes();
    assertThat(all).as("database, nodes, balancer").hasSizeGreaterThanOrEqualTo(5);
    assertThat(cluster("start", "own").exit()).isZero();
    assertThat(processes()).as("a second start starts nothing").containsAll(all);

    Guests guests = Guests.seated(new Address(port));
    Message question = guests.start();
    assertThat(cluster("kill 2", "own").exit()).isZero();
    String status = cluster("status", "own").text();
    assertThat(status).contains("node 1: ready", "node 2: stopped", "node 3: ready", "\"members\"");
    guests.playOnFrom(question);

    // What runs is found, whatever port is said now.
    localPort = "1";
    assertThat(cluster("status", "own").text()).contains("node 1: ready", "\"members\"");
    Said elsewhere = cluster("start", "own");
    assertThat(elsewhere.text()).contains("it runs with LOCAL_PORT=" + port);
    assertThat(elsewhere.exit()).isEqualTo(1);
    localPort = Integer.toString(port);

    assertThat(cluster("kill 3", "own").text()).contains("Node 3 is dead");
    assertThat(cluster("start 2 3", "own").text()).contains("Node 2 is ready", "Node 3 is ready");
    assertThat(cluster("stop 1", "own").text()).contains("Node 1 has stopped");

    // Phones may be told another address of this machine.
    endBalancer();
    phones = "127.0.0.2";
    Said moved = cluster("start", "own");
    assertThat(moved.text()).contains("ws://127.0.0.2:" + port + "/parties/main/");
    assertThat(moved.exit()).isZero();
    phones = "127.0.0.1";

    // A balancer that died is started again, of whatever kind; everything else is left as it is.
    Needed.program("haproxy");
    endBalancer();
    assertThat(cluster("start", "haproxy").text()).contains("behind haproxy");
    Guests again = Guests.seated(new Address(port));
    again.playOnFrom(again.start());

    Said forgotten = cluster("forget", "own");
    assertThat(forgotten.exit()).isZero();
    assertThat(forgotten.text()).contains("deleted").doesNotContain(run.toString());
    assertThat(run).doesNotExist();
  }

  private void endBalancer() throws IOException {
    long balancer = Long.parseLong(Files.readString(run.resolve("balancer.pid")).strip());
    ProcessHandle.of(balancer).orElseThrow().destroyForcibly();
    ProcessHandle.of(balancer).ifPresent(it -> it.onExit().join());
  }

  @ParameterizedTest
  @CsvSource({"0,phones", "2,node 2", "9,HAProxy's statistics", "10,database", "13,node 3"})
  void aTakenPortIsSaidBeforeAnythingStarts(int above, String whose) throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket other = new ServerSocket(port + above, 5, here)) {
      Said said = cluster("start", "haproxy");

      assertThat(said.text())
          .contains(other.getLocalPort() + " (", whose, "LOCAL_PORT=")
          .doesNotContain("CARAFE_HTTP_PORT");
      assertThat(said.exit()).isEqualTo(1);
      assertThat(processes()).isEmpty();
      assertThat(run.resolve("postgres.log")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "65530", "0", "08080"})
  void aPortThatIsNoneIsRefused(String none) throws Exception {
    localPort = none;

    Said said = cluster("start", "own");

    assertThat(said.text()).contains("LOCAL_PORT is \"" + none + "\"", "1 to 65515");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(run).doesNotExist();
  }

  @Test
  void aStartThatIsCutOffSaysWhatRuns() throws Exception {
    Process start = begin("start", "own");
    while (!Files.exists(run.resolve("postgres.pid"))) {
      assertThat(start.isAlive()).isTrue();
      Thread.sleep(10);
    }

    start.destroy();

    Said said = end(start, "start");
    assertThat(said.text()).contains("still running: postgres", "cluster stop");
    assertThat(said.exit()).isEqualTo(143);
  }

  @Test
  void aFolderWithOtherThingsInItIsLeftAsItIs() throws Exception {
    Path ours = run;
    run = Files.createDirectory(temporary.resolve("home"));
    Path letter = Files.writeString(run.resolve("letter"), "dear");
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(run);

    Said said = cluster("forget", "own");

    assertThat(said.text()).contains("holds other things");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(letter).hasContent("dear");
    assertThat(Files.getPosixFilePermissions(run)).isEqualTo(permissions);
    run = ours;
  }

  @Test
  void onlyItsOwnThingsAreForgotten() throws Exception {
    assertThat(cluster("status", "own").exit()).isZero();
    Path letter = Files.writeString(run.resolve("letter"), "dear");

    assertThat(cluster("forget", "own").text()).contains("the rest is not of this cluster");

    assertThat(run).isDirectoryContaining(letter::equals);
    Files.delete(letter);
    assertThat(run).isEmptyDirectory();
  }

  /** With a balancer of the script's own, or HAProxy. */
  private Said cluster(String arguments, String balancer) throws Exception {
    return end(begin(arguments, balancer), arguments);
  }

  private Process begin(String arguments, String balancer) throws IOException {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments.split(" ")));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CARAFE_"));
    CarafeProcess.chooseTransport(builder.environment());
    builder.environment().put("LOCAL_DIR", run.toString());
    builder.environment().put("LOCAL_PORT", localPort);
    builder.environment().put("LOCAL_JAR", CarafeJar.path().toString());
    builder.environment().put("LOCAL_BALANCER", balancer);
    builder.environment().put("LOCAL_INTERFACE", phones);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // It shall be up soon, not run for long.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    return builder.start();
  }

  private Said end(Process process, String arguments) throws Exception {
    Path out = out();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(arguments + " does not end:\n" + Files.readString(out));
    }
    return new Said(process.exitValue(), Files.readString(out));
  }

  private Path out() {
    return temporary.resolve("out");
  }

  /** Those whose command line names our folder. */
  private List<Long> processes() throws IOException {
    Process ps = new ProcessBuilder("ps", "-e", "-ww", "-o", "pid=,args=").start();
    String all = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.contains(temporary.toString()))
        .map(line -> Long.parseLong(line.strip().split(" ", 2)[0]))
        .toList();
  }
}
