package carafe.it.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot start says why in one line, exits with 1 and harms nothing. */
class FailedStartIT {
  @TempDir Path temporary;

  @Test
  void aSecondOneOnTheFolderNamesTheFirst() {
    try (CarafeProcess first = CarafeProcess.on(temporary).start().awaitReady();
        CarafeProcess second = CarafeProcess.on(temporary).start()) {
      assertFails(second, "Another Carafe (process " + first.pid(), temporary.toString());

      assertThat(first.isReady()).isTrue();
    }
  }

  @Test
  void aTakenPortIsNamedAndCostsNothing() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        CarafeProcess carafe =
            CarafeProcess.on(temporary.resolve("data")).withPort(taken.getLocalPort()).start()) {
      assertFails(carafe, "Port 127.0.0.1:" + taken.getLocalPort() + " is taken");

      assertThat(temporary.resolve("data")).doesNotExist();
    }
  }

  @Test
  void aTakenManagementPortIsNamedAndCostsNothing() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        CarafeProcess carafe =
            CarafeProcess.on(temporary.resolve("data"))
                .withManagementPort(taken.getLocalPort())
                .start()) {
      assertFails(
          carafe,
          "Port 127.0.0.1:" + taken.getLocalPort() + " is taken",
          "with CARAFE_MANAGEMENT_PORT");

      assertThat(temporary.resolve("data")).doesNotExist();
    }
  }

  @Test
  void aWrongSettingIsNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve("carafe.conf"), "carafe.http.hots = 1");
    try (CarafeProcess carafe =
        CarafeProcess.on(temporary)
            .withArgument("--config")
            .withArgument(file.toString())
            .start()) {
      assertFails(carafe, file + ": 1: there is no setting carafe.http.hots");
    }
  }

  @Test
  void aProxyThatIsNoAddressIsNamed() {
    try (CarafeProcess carafe =
        CarafeProcess.on(temporary).with("CARAFE_TRUSTED_PROXIES", "10.0.0.0/99").start()) {
      assertFails(carafe, "carafe.rooms.http.trusted-proxies (CARAFE_TRUSTED_PROXIES): \"10.0.0.");
    }
  }

  @Test
  void anUnreachableDatabaseIsNamed() {
    try (CarafeProcess carafe =
        CarafeProcess.on(temporary)
            .with("CARAFE_DB_URL", "jdbc:postgresql://127.0.0.1:1/x")
            .start()) {
      assertFails(carafe, "jdbc:postgresql://127.0.0.1:1/x cannot be reached");
    }
  }

  @Test
  void aDatabaseOfOnesOwnIsUsedAndItsRefusalsAreExplained() throws Exception {
    try (CarafeProcess host = CarafeProcess.on(temporary).start().awaitReady()) {
      String port =
          Files.readAllLines(temporary.resolve("postgres/data/postmaster.pid")).get(3).strip();
      String url = "jdbc:postgresql://127.0.0.1:" + port + "/guest";
      String password = Files.readString(temporary.resolve("postgres/password"));
      sql("jdbc:postgresql://127.0.0.1:" + port + "/postgres", password, "create database guest");

      try (CarafeProcess guest = external(url, password).start().awaitReady()) {
        assertThat(guest.stop()).isZero();
      }
      try (CarafeProcess wrong = external(url, "hush-hush").start()) {
        assertFails(wrong, "does not let \"carafe\" in");
        assertThat(wrong.err() + wrong.out()).doesNotContain("hush-hush");
      }
      sql(
          url,
          password,
          "update carafe_schema_history set version = '9' where installed_rank ="
              + " (select max(installed_rank) from carafe_schema_history)");
      try (CarafeProcess older = external(url, password).start()) {
        assertFails(older, "was written by a newer Carafe");
      }
      assertThat(host.isReady()).isTrue();
    }
  }

  @Test
  void aJdkThatIsTooOldIsToldWhichOneIsNeeded() {
    Path old = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");
    if (!Files.isExecutable(old)) {
      if (System.getenv("CI") != null) {
        fail("CI must have a JDK 17 at %s: .ci/run installs it", old);
      }
      System.err.println("SKIPPED: there is no " + old + " to be refused");
      Assumptions.abort("no JDK 17 here");
    }
    try (CarafeProcess carafe = CarafeProcess.on(temporary).withJava(old).start()) {
      assertFails(carafe, "Carafe needs Java 25 or newer; this is Java 17");
    }
  }

  private CarafeProcess external(String url, String password) {
    return CarafeProcess.on(temporary.resolve("unused"))
        .with("CARAFE_DB_URL", url)
        .with("CARAFE_DB_USER", "carafe")
        .with("CARAFE_DB_PASSWORD", password);
  }

  private static void sql(String url, String password, String order) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "carafe", password);
        Statement statement = connection.createStatement()) {
      statement.execute(order);
    }
  }

  private static void assertFails(CarafeProcess carafe, String... parts) {
    assertThat(carafe.awaitEnd()).isEqualTo(1);
    assertThat(carafe.err().lines()).hasSize(1);
    assertThat(carafe.err()).contains(parts);
    assertThat(carafe.out()).doesNotContain("\tat ").doesNotContain("Exception");
  }
}
