package carafe.it.start;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server comes up on a new folder, after a stop, and after a kill. */
class RestartIT {
  @TempDir Path temporary;

  @Test
  void startsOnANewFolderAndStopsWithoutATrace() throws IOException {
    try (CarafeProcess carafe = CarafeProcess.on(folder()).start().awaitReady()) {
      assertThat(carafe.get("/ready").body()).isEqualTo("{\"ready\":true}");
      assertThat(carafe.get("/alive").body()).isEqualTo("{\"alive\":true}");
      assertThat(carafe.getManagement("/ready").body()).isEqualTo("{\"ready\":true}");
      assertThat(carafe.out())
          .contains("Carafe is ready after")
          .contains("http://127.0.0.1:" + carafe.port() + "/ready")
          .contains("Operators  http://127.0.0.1:" + carafe.managementPort() + "  ")
          .contains("Parties    main, host, connections, user\n")
          .contains(folder().toString());
      ProcessHandle postgres = postgres();

      assertThat(carafe.stop()).isZero();

      assertThat(carafe.out()).endsWith("Carafe has stopped.\n");
      assertThat(carafe.err()).isEmpty();
      assertThat(postgres.isAlive()).isFalse();
      assertThat(folder().resolve("postgres/data/postmaster.pid")).doesNotExist();
    }
  }

  @Test
  void ctrlCIsAStopLikeAnyOther() {
    try (CarafeProcess carafe = CarafeProcess.on(folder()).withCtrlC().start().awaitReady()) {
      carafe.sigint();

      assertThat(carafe.awaitEnd()).isZero();
      assertThat(carafe.err()).isEmpty();
    }
  }

  @Test
  void startsAgainRightAfterAKill() throws IOException {
    try (CarafeProcess carafe = CarafeProcess.on(folder()).start().awaitReady()) {
      ProcessHandle postgres = postgres();
      carafe.kill9();

      carafe.startAgain().awaitReady();

      assertThat(postgres.isAlive()).isFalse();
      assertThat(carafe.stop()).isZero();
      assertThat(carafe.err()).isEmpty();
    }
  }

  @Test
  void aKilledServerLeavesNoDatabaseRunning() throws IOException {
    try (CarafeProcess carafe = CarafeProcess.on(folder()).start().awaitReady()) {
      ProcessHandle postgres = postgres();

      carafe.kill9();

      // Linux tells it of our death; elsewhere the next start ends it.
      postgres.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  @Test
  void aStartBrokenOffAtAnyMomentIsNoHindrance() throws IOException {
    try (CarafeProcess carafe = CarafeProcess.on(folder())) {
      // Killed when the folder appears, when the database's files do, and when its server does.
      for (Path sign :
          new Path[] {
            folder(),
            folder().resolve("carafe.lock"),
            folder().resolve("postgres"),
            folder().resolve("postgres/data/postmaster.pid")
          }) {
        carafe.start();
        awaitFile(carafe, sign);
        carafe.kill9();
      }

      carafe.startAgain().awaitReady();

      assertThat(carafe.stop()).isZero();
    }
  }

  @Test
  void aStopDuringTheStartIsObeyed() throws IOException {
    try (CarafeProcess carafe = CarafeProcess.on(folder()).start()) {
      awaitFile(carafe, folder().resolve("postgres/data/postmaster.pid"));

      assertThat(carafe.stop()).isZero();

      assertThat(carafe.err()).isEmpty();
      assertThat(carafe.startAgain().awaitReady().stop()).isZero();
    }
  }

  private static void awaitFile(CarafeProcess carafe, Path file) {
    while (!Files.exists(file)) {
      assertThat(carafe.isAlive()).as("alive without having made " + file).isTrue();
      Thread.onSpinWait();
    }
  }

  /** A name that breaks careless scripts. */
  private Path folder() {
    return temporary.resolve("Zoë's data 🍷");
  }

  private ProcessHandle postgres() throws IOException {
    String pid = Files.readAllLines(folder().resolve("postgres/data/postmaster.pid")).getFirst();
    Optional<ProcessHandle> postgres = ProcessHandle.of(Long.parseLong(pid));
    assertThat(postgres).isPresent();
    return postgres.orElseThrow();
  }
}
