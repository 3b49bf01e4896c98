package carafe.server.postgres;

import static carafe.server.testing.TestPostgres.ask;
import static carafe.server.testing.TestPostgres.cache;
import static carafe.server.testing.TestPostgres.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import carafe.server.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The real PostgreSQL, on folders with awkward names. Its tests run side by side: all others would
 * be over before they are.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedPostgresTest {
  private static final String POSTMASTER_PID =
      "select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)";

  private static final String START = "select pg_postmaster_start_time()::text";

  @TempDir Path temporary;

  @Test
  void whatWasWrittenIsThereAfterAStop() throws SQLException {
    Path folder = folder();
    DatabaseLogin first;
    try (EmbeddedPostgres postgres = start(folder)) {
      first = postgres.login();
      execute(first, "create table wine (name text)");
      execute(first, "insert into wine values ('Côte-Rôtie 🍷')");
      assertThat(ask(first, "show fsync")).isEqualTo("on");
      assertThat(ask(first, "show max_connections")).isEqualTo("70");
    }
    assertThatThrownBy(() -> ask(first, "select 1")).isInstanceOf(SQLException.class);

    try (EmbeddedPostgres postgres = start(folder)) {
      assertThat(ask(postgres.login(), "select name from wine")).isEqualTo("Côte-Rôtie 🍷");
      assertThat(postgres.login().password()).isEqualTo(first.password());
    }
  }

  @Test
  void itAsksForItsPasswordAndKeepsItToTheOwner() throws IOException {
    Path folder = folder();
    try (EmbeddedPostgres postgres = start(folder)) {
      DatabaseLogin login = postgres.login();
      assertThatThrownBy(
              () -> ask(new DatabaseLogin(login.url(), login.user(), "guess"), "select 1"))
          .hasMessageContaining("password");
      assertThat(login.toString()).doesNotContain(login.password());
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("postgres/password"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aSecondOneOnTheFolderIsToldWhoHasIt() {
    Path folder = folder();
    try (EmbeddedPostgres postgres = start(folder)) {
      assertThatThrownBy(() -> start(folder))
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("CARAFE_DATA_DIR");
      assertThat(postgres.login().user()).isEqualTo("carafe");
    }
  }

  @Test
  void aFolderOfAnotherVersionIsLeftAlone() throws IOException {
    Path folder = folder();
    start(folder).close();
    Path version = folder.resolve("postgres/data/PG_VERSION");
    Files.writeString(version, "17\n");

    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("written by PostgreSQL 17, this Carafe brings PostgreSQL 18");

    Files.writeString(version, "18\n");
    start(folder).close();
  }

  @Test
  void somebodyElsesFolderIsLeftAlone() throws IOException {
    Path folder = folder();
    Files.createDirectories(folder.resolve("postgres/data"));
    Files.writeString(folder.resolve("postgres/data/letters.txt"), "Dear Amy");

    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("is not a PostgreSQL data folder");
    assertThat(folder.resolve("postgres/data/letters.txt")).hasContent("Dear Amy");
  }

  /** As a power failure could leave it when it was not forced to the disk. */
  @Test
  void aPasswordThatIsLostIsSaid() throws IOException {
    Path folder = folder();
    Files.createDirectories(folder.resolve("postgres/data"));
    Files.writeString(folder.resolve("postgres/data/PG_VERSION"), "18\n");
    Path password = Files.createFile(folder.resolve("postgres/password"));

    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining(password + " is missing or empty")
        .hasMessageContaining("backup");
    Files.delete(password);
    assertThatThrownBy(() -> start(folder)).hasMessageContaining("is missing or empty");
  }

  @Test
  void whatAKilledFirstStartLeftIsClearedAway() throws IOException {
    Path folder = folder();
    Path unfinished = folder.resolve("postgres.new-0000/data/base");
    Files.createDirectories(unfinished);
    Files.writeString(unfinished.resolve("1"), "half a file");

    start(folder).close();

    try (Stream<Path> children = Files.list(folder)) {
      assertThat(children.map(child -> child.getFileName().toString()))
          .containsExactlyInAnyOrder("carafe.lock", "postgres", "postgres.log");
    }
  }

  @Test
  void aProcessNumberLeftBehindThatIsSomebodyElsesNowIsNoServer() throws Exception {
    Path folder = folder();
    start(folder).close();
    Path data = folder.resolve("postgres/data");
    // As after a power failure: the number is taken by a program that has nothing to do with it.
    Files.write(
        data.resolve("postmaster.pid"),
        List.of(Long.toString(ProcessHandle.current().pid()), data.toString(), "1", "5432"));

    try (EmbeddedPostgres postgres = start(folder)) {
      assertThat(ask(postgres.login(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aServerOfAnEarlierRunIsStoppedFirst() throws Exception {
    Path folder = folder();
    start(folder).close();
    Binaries binaries = Binaries.unpacked(cache(), Platform.current());
    Path data = folder.resolve("postgres/data");
    Process orphan =
        new Commands(binaries, Wrapper.on(Platform.current()))
            .free(
                "postgres",
                List.of("-D", data.toString(), "-p", freePort(), "-c", "unix_socket_directories="))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Path pidFile = data.resolve("postmaster.pid");
      Await.until(() -> Files.exists(pidFile) && Files.readString(pidFile).contains("ready"));
      assertThat(orphan.isAlive()).isTrue();
      try (EmbeddedPostgres postgres = start(folder)) {
        assertThat(orphan.isAlive()).isFalse();
        assertThat(ask(postgres.login(), "select 1")).isEqualTo("1");
      }
    } finally {
      orphan.destroyForcibly();
    }
  }

  /** Where nothing ends it with our process, it would run on. */
  @Test
  void aStopDuringTheStartLeavesNothingRunning() throws Exception {
    Path folder = folder();
    start(folder).close();
    Path pidFile = folder.resolve("postgres/data/postmaster.pid");
    EmbeddedPostgres postgres = on(folder);
    CompletableFuture<EmbeddedPostgres> start = CompletableFuture.supplyAsync(postgres::start);
    Await.until(() -> Files.exists(pidFile) && Files.size(pidFile) > 0);
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());

    postgres.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    // Ended by that, unless it was over before.
    assertThat(start.handle((_, _) -> true).join()).isTrue();
    start(folder).close(); // the folder is free
  }

  @Test
  void aStopBeforeTheStartIsRemembered() {
    Path folder = folder();
    EmbeddedPostgres postgres = on(folder);
    postgres.close();

    assertThatThrownBy(postgres::start)
        .isInstanceOf(StartProblem.class)
        .hasMessage("Stopped during the start");

    start(folder).close(); // the folder is free
  }

  @Test
  void ctrlCInATerminalIsForUsAlone() throws Exception {
    try (EmbeddedPostgres postgres = start(folder())) {
      long pid = Long.parseLong(ask(postgres.login(), POSTMASTER_PID));

      // A terminal signals the process group in its foreground.
      assertThat(processGroup(pid)).isNotEqualTo(processGroup(ProcessHandle.current().pid()));
    }
  }

  private static String processGroup(long pid) throws IOException {
    String afterTheName =
        Files.readString(Path.of("/proc/" + pid + "/stat")).replaceFirst(".*\\) ", "");
    return afterTheName.split(" ", 4)[2];
  }

  @Test
  void endingByItselfItIsStartedAgain() throws Exception {
    try (EmbeddedPostgres postgres = start(folder())) {
      String before = ask(postgres.login(), START);
      String pid = ask(postgres.login(), POSTMASTER_PID);
      ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();

      awaitStartAfter(before, postgres);
    }
  }

  /** As when the machine has no process or file to spare for a moment. */
  @Test
  void aRestartThatCannotEvenBeTriedIsTriedAgain() throws Exception {
    Path folder = folder();
    try (EmbeddedPostgres postgres = start(folder)) {
      String before = ask(postgres.login(), START);
      ProcessHandle running =
          ProcessHandle.of(Long.parseLong(ask(postgres.login(), POSTMASTER_PID))).orElseThrow();
      Path pidFile = folder.resolve("postgres/data/postmaster.pid");
      Path aside = Files.move(pidFile, folder.resolve("aside"));
      assertThat(new ProcessBuilder("mkfifo", pidFile.toString()).start().waitFor()).isZero();
      running.destroyForcibly();

      // Is open when the keeper has opened it to read.
      try (OutputStream pipe = Files.newOutputStream(pidFile)) {
        Files.move(aside, pidFile, StandardCopyOption.REPLACE_EXISTING);
        pipe.write(0xFF); // is no text
      }

      awaitStartAfter(before, postgres);
    }
  }

  private static void awaitStartAfter(String before, EmbeddedPostgres postgres) throws Exception {
    Await.until(
        () -> {
          try {
            return !ask(postgres.login(), START).equals(before);
          } catch (SQLException e) {
            return false; // not back yet
          }
        });
  }

  @Test
  void aTakenPortIsSaid() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Settings.EmbeddedPostgres settings =
          new Settings.EmbeddedPostgres(cache(), taken.getLocalPort(), Duration.ofMinutes(1));
      assertThatThrownBy(() -> new EmbeddedPostgres(folder(), settings, 60).start())
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("TCP/IP sockets");
    }
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private Path folder() {
    return temporary.resolve("data of Zoë 🍇");
  }

  private static EmbeddedPostgres start(Path folder) {
    return on(folder).start();
  }

  private static EmbeddedPostgres on(Path folder) {
    return new EmbeddedPostgres(
        folder, new Settings.EmbeddedPostgres(cache(), 0, Duration.ofMinutes(1)), 70);
  }
}
