package carafe.it.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Told;
import carafe.it.client.Web;
import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * File descriptors are used up: who is there plays on, what they say is stored, and who comes is
 * told so or waits.
 */
class DescriptorsIT {
  /** Of which the server keeps 300 for itself, and 256 to tell clients that it is full. */
  private static final int FEW = 900;

  private static final int CONNECTIONS = FEW - 300 - 256;
  private static final int MORE = 400;

  private final Plan plan = Plan.twoByTwo(120);

  private static CarafeProcess server() throws IOException {
    return CarafeProcess.on(Files.createTempDirectory("carafe-it"))
        .with("CARAFE_TRANSPORT", "direct")
        // Who says nothing shall stay.
        .with("CARAFE_HTTP_HEADER_TIMEOUT", "10m");
  }

  @Test
  void aServerThatHasFewTakesFewAndRefusesTheOthersInSoManyWords() throws Exception {
    try (CarafeProcess carafe =
            server().withPrefix(List.of("prlimit", "--nofile=" + FEW + ":" + FEW)).start();
        Crowd crowd = new Crowd()) {
      Address server = new Address(carafe.awaitReady().port());
      assertThat(carafe.out())
          .contains("this process may open " + FEW + " files only: taking at most 100 and 244");
      Table table = new Table(server);
      table.playOneQuestion();

      crowd.come(server, CONNECTIONS + MORE);
      for (int i = CONNECTIONS; i < CONNECTIONS + MORE; i++) {
        assertThat(crowd.heard(i)).startsWith("HTTP/1.1 503 ").contains("UNAVAILABLE");
      }
      assertThat(descriptors(carafe)).isLessThan(FEW);
      table.playOneQuestion();

      crowd.leave();
      table.playOneQuestion();
      new Table(server).playOneQuestion();
      assertThat(carafe.out()).doesNotContain("Too many open files");
      assertThat(carafe.stop()).isZero();
    }
  }

  @Test
  void whenTheSystemGivesNoneWhoIsThereGoesOnAndWhoComesWaits() throws Exception {
    try (CarafeProcess carafe = server().start();
        Crowd crowd = new Crowd()) {
      Address server = new Address(carafe.awaitReady().port());
      Table table = new Table(server);
      table.playOneQuestion();

      allow(carafe, descriptors(carafe) + 30);
      crowd.come(server, 100);
      awaitLine(carafe, "Cannot take connections now");
      table.playOneQuestion();
      CompletableFuture<Table> waiting = CompletableFuture.supplyAsync(() -> new Table(server));
      table.playOneQuestion();
      assertThat(waiting).isNotDone();

      crowd.leave();
      waiting.get(2 * Told.HANG.toSeconds(), TimeUnit.SECONDS).playOneQuestion();
      table.playOneQuestion();
      assertThat(lines(carafe, "Cannot take connections now")).hasSize(1);
      assertThat(lines(carafe, " ERROR ")).isEmpty();
      assertThat(carafe.stop()).isZero();
    }
  }

  /** A room of ten phones, none of which loses its connection, with a question at a time. */
  private final class Table {
    private final Host host;
    private final List<Phone> phones;
    private Message question;
    private boolean asked;

    Table(Address server) {
      String code = Web.freeCode(server);
      host = Host.on(code).create(server, plan);
      phones =
          IntStream.range(0, 10).mapToObj(i -> new Phone("phone " + i, code).join(server)).toList();
      question = host.start();
    }

    void playOneQuestion() {
      if (asked) {
        host.says("host:next");
        question = host.told().next(m -> m.is("game:question") || m.is("game:round_leaderboard"));
        if (!question.is("game:question")) {
          host.says("host:next");
          question = host.told().next("game:question");
        }
      }
      asked = true;
      for (Phone phone : phones) {
        phone.answer(question, plan.rightOption(question));
      }
      host.reveal();
      for (Phone phone : phones) {
        phone.told().next("game:answer_revealed");
      }
    }
  }

  private static int descriptors(CarafeProcess carafe) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + carafe.pid() + "/fd"))) {
      return (int) open.count();
    }
  }

  private static void allow(CarafeProcess carafe, int descriptors) throws Exception {
    int exit =
        new ProcessBuilder("prlimit", "--pid=" + carafe.pid(), "--nofile=" + descriptors + ":")
            .inheritIO()
            .start()
            .waitFor();
    assertThat(exit).isZero();
  }

  private static List<String> lines(CarafeProcess carafe, String containing) {
    return carafe.out().lines().filter(line -> line.contains(containing)).toList();
  }

  private static void awaitLine(CarafeProcess carafe, String containing) throws Exception {
    long hang = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (lines(carafe, containing).isEmpty()) {
      assertThat(System.nanoTime()).as("no line with " + containing).isLessThan(hang);
      Thread.sleep(20);
    }
  }
}
