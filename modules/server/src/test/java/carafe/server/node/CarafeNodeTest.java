package carafe.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carafe.server.database.Database;
import carafe.server.postgres.EmbeddedPostgres;
import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import carafe.server.settings.SettingsLoader;
import carafe.server.testing.Await;
import carafe.server.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A whole node in this JVM, on the real PostgreSQL. */
@Isolated("looks at all threads of this JVM")
class CarafeNodeTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void isReadyWhenItHasStartedAndServesRooms() throws Exception {
    try (Database database = Database.open(TestPostgres.freshDatabase());
        CarafeNode node = start(settings(0), database)) {
      HttpResponse<String> ready = get(node, "/ready");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).isEqualTo("{\"ready\":true}");
      assertThat(ready.headers().firstValue("cache-control")).contains("no-store");
      assertThat(ready.headers().firstValue("server")).isEmpty();
      assertThat(get(node, "/alive").body()).isEqualTo("{\"alive\":true}");
      assertThat(get(node, "/parties/host/FALCON-1").body())
          .isEqualTo("{\"type\":\"sessions:list\",\"sessions\":[]}");
      HttpResponse<String> nothing = get(node, "/beer");
      assertThat(nothing.statusCode()).isEqualTo(404);
      assertThat(nothing.headers().firstValue("content-type")).contains("application/json");
      assertThat(nothing.body()).startsWith("{\"type\":\"error\",\"code\":\"NOT_FOUND\",");
    }
  }

  @Test
  void operatorsSeeTheClusterOnAPortOfTheirOwn() throws Exception {
    try (Database database = Database.open(TestPostgres.freshDatabase());
        CarafeNode node = start(settings(0), database)) {
      assertThat(node.management().getAddress().isLoopbackAddress()).isTrue();
      get(node, "/parties/host/FALCON-1");
      get(node, "/parties/main/4821");
      HttpResponse<String> cluster = get(node.management().getPort(), "/cluster");
      assertThat(cluster.statusCode()).isEqualTo(200);
      assertThat(cluster.body())
          .contains("\"status\":\"up\"", "\"oldest\":true", "\"leader\":true")
          .contains(
              "\"rooms\":2,\"connections\":0,\"parties\":[{\"party\":\"main\",\"shards\":1,\"rooms\":1,"
                  + "\"connections\":0},{\"party\":\"host\",\"shards\":1,\"rooms\":1,\"connections\":0}")
          .doesNotContain("FALCON-1", "4821");
      assertThat(get(node.management().getPort(), "/ready").body()).isEqualTo("{\"ready\":true}");
      for (String path : List.of("/ready", "/alive", "/cluster")) {
        HttpResponse<String> head = head(node.management().getPort(), path);
        assertThat(head.statusCode()).as("HEAD of %s", path).isEqualTo(200);
        assertThat(head.body()).isEmpty();
      }
      assertThat(get(node.management().getPort(), "/alive").body()).isEqualTo("{\"alive\":true}");
      assertThat(get(node.management().getPort(), "/parties/main/4821").statusCode())
          .isEqualTo(404);
      assertThat(get(node, "/cluster").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void operatorsSeeOneAddressOfANodeWithIpv6() throws Exception {
    if (System.getenv("CI") == null) {
      assumeTrue(hasIpv6(), "no IPv6 on this machine");
    }
    Settings settings =
        SettingsLoader.load(
            Optional.empty(), Map.of("CARAFE_HTTP_PORT", "0", "CARAFE_CLUSTER_HOST", "::1"));
    try (Database database = Database.open(TestPostgres.freshDatabase());
        CarafeNode node = start(settings, database)) {
      String cluster = get(node.management().getPort(), "/cluster").body();
      assertThat(cluster).contains("\"node\":\"[::1]:").doesNotContain("[[");
    }
  }

  private static boolean hasIpv6() {
    try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void isNotReadyButAliveWhenTheDatabaseIsGone(@TempDir Path folder) throws Exception {
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(
                folder,
                new Settings.EmbeddedPostgres(TestPostgres.cache(), 0, Duration.ofMinutes(1)),
                60)
            .start();
    try (Database database = Database.open(postgres.login());
        CarafeNode node = start(settings(0), database)) {
      postgres.close();

      HttpResponse<String> ready = get(node, "/ready");

      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body())
          .isEqualTo("{\"ready\":false,\"reason\":\"the database does not answer\"}");
      assertThat(get(node, "/alive").statusCode()).isEqualTo(200);
    } finally {
      postgres.close();
    }
  }

  /** Another node may live: it has a row, and takes connections. */
  @Test
  void isNotReadyButAliveWhileItWaitsToJoin() throws Exception {
    DatabaseLogin login = TestPostgres.freshDatabase();
    try (ServerSocket other = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Database database = Database.open(login)) {
      TestPostgres.execute(
          login,
          "insert into carafe_node (host, port, uid, version, protocol)"
              + " values ('127.0.0.1', %d, 1, '1', 1)".formatted(other.getLocalPort()));
      Settings settings = settings(0);
      try (CarafeNode node =
          CarafeNode.start(settings, RoomsSettings.of(settings.config()), login, () -> database)) {
        assertThat(get(node, "/alive").body()).isEqualTo("{\"alive\":true}");
        assertThat(get(node, "/ready").body()).contains("joining the cluster");
      }
    }
  }

  @Test
  void isNotReadyWhileItStops() throws Exception {
    CompletableFuture<HttpResponse<String>> refusal = new CompletableFuture<>();
    try (Database database = Database.open(TestPostgres.freshDatabase())) {
      CarafeNode node = start(settings(0), database);
      // The port is closed in the phase after this one.
      CoordinatedShutdown.get(node.system())
          .addTask(
              CoordinatedShutdown.PhaseBeforeServiceUnbind(),
              "ask until not ready",
              () -> CompletableFuture.supplyAsync(() -> askUntilNotReady(node, refusal)));
      node.close();
    }
    assertThat(refusal).isCompleted();
    assertThat(refusal.join().body()).isEqualTo("{\"ready\":false,\"reason\":\"shutting down\"}");
  }

  private static Done askUntilNotReady(
      CarafeNode node, CompletableFuture<HttpResponse<String>> refusal) {
    HttpResponse<String> answer = get(node, "/ready");
    while (answer.statusCode() == 200) {
      answer = get(node, "/ready");
    }
    refusal.complete(answer);
    return Done.getInstance();
  }

  /** Pekko prints its trace. Ended by Pekko, this JVM would end too, as after a stop. */
  @Test
  void aFatalErrorEndsTheNodeAndIsNoStop() throws Exception {
    try (Database database = Database.open(TestPostgres.freshDatabase());
        CarafeNode node = start(settings(0), database)) {
      assertThat(node.system().settings().config().getBoolean("pekko.jvm-exit-on-fatal-error"))
          .isFalse();

      node.system()
          .executionContext()
          .execute(
              () -> {
                throw new NoClassDefFoundError("a class that this test misses");
              });

      assertThat(node.whenGone().toCompletableFuture().join()).contains("fatal error");
    }
  }

  @Test
  void whatARoomStoredIsThereAfterARestart() throws Exception {
    DatabaseLogin login = TestPostgres.freshDatabase();

    try (Database database = Database.open(login);
        CarafeNode node = start(settings(0), database)) {
      ActorRef<Notebook.Message> notebook = notebook(node);
      assertThat(write(node, notebook, "dry")).isEqualTo("dry");
      assertThat(write(node, notebook, "fruity")).isEqualTo("dry, fruity");
    }
    try (Database database = Database.open(login);
        CarafeNode node = start(settings(0), database)) {
      assertThat(write(node, notebook(node), "long")).isEqualTo("dry, fruity, long");
    }
    assertThat(TestPostgres.ask(login, "select count(*) from event_journal")).isEqualTo("3");
  }

  @Test
  void aJournalWithTwoWritersIsNotMendedInSilence() throws Exception {
    DatabaseLogin login = TestPostgres.freshDatabase();
    try (Database database = Database.open(login);
        CarafeNode node = start(settings(0), database)) {
      ActorRef<Notebook.Message> notebook = notebook(node);
      for (String note : new String[] {"a", "b", "c"}) {
        assertThat(write(node, notebook, note)).endsWith(note);
      }
    }
    TestPostgres.execute(
        login, "update event_journal set writer = 'another' where sequence_number = 2");

    try (Database database = Database.open(login);
        CarafeNode node = start(settings(0), database)) {
      ActorRef<Notebook.Message> notebook = notebook(node);
      assertThatThrownBy(() -> write(node, notebook, "d")).hasMessageContaining("timed out");
    }
    assertThat(TestPostgres.ask(login, "select count(*) from event_journal")).isEqualTo("3");
  }

  @Test
  void aPortTakenInTheMeantimeIsNamedAndNothingIsLeftRunning() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        Database database = Database.open(TestPostgres.freshDatabase())) {
      assertThatThrownBy(() -> start(settings(taken.getLocalPort()), database))
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("is taken by another program");
    }
    awaitNoActorSystem();
  }

  /** It was found out only after the node had begun to join, and taken for another program's. */
  @Test
  void onePortForClientsAndOtherNodesIsNamed() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Settings settings =
        SettingsLoader.load(
            Optional.empty(),
            Map.of(
                "CARAFE_HTTP_PORT", Integer.toString(port),
                "CARAFE_CLUSTER_HOST", "127.0.0.1",
                "CARAFE_CLUSTER_PORT", Integer.toString(port)));
    try (Database database = Database.open(TestPostgres.freshDatabase())) {
      assertThatThrownBy(() -> start(settings, database))
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("CARAFE_HTTP_PORT")
          .hasMessageContaining("CARAFE_CLUSTER_PORT");
    }
  }

  @Test
  void aDatabaseThatCannotBeOpenedEndsTheStartAndNothingIsLeftRunning() throws Exception {
    Settings settings = settings(0);
    StartProblem problem = new StartProblem("the database was written by a newer Carafe");
    assertThatThrownBy(
            () ->
                CarafeNode.start(
                    settings,
                    RoomsSettings.of(settings.config()),
                    TestPostgres.freshDatabase(),
                    () -> {
                      throw problem;
                    }))
        .isSameAs(problem);
    awaitNoActorSystem();
  }

  /** Its threads end a moment after it is said to have ended. */
  private static void awaitNoActorSystem() throws Exception {
    Await.until(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(
                    thread ->
                        thread.getName().startsWith("carafe-pekko.actor.default-dispatcher")));
  }

  private static CarafeNode start(Settings settings, Database database) {
    CarafeNode node =
        CarafeNode.start(
            settings, RoomsSettings.of(settings.config()), database.login(), () -> database);
    node.awaitUp();
    return node;
  }

  private static ActorRef<Notebook.Message> notebook(CarafeNode node) {
    return node.system().systemActorOf(Notebook.create(), "notebook", Props.empty());
  }

  private static String write(CarafeNode node, ActorRef<Notebook.Message> notebook, String note) {
    CompletionStage<String> answer =
        AskPattern.ask(
            notebook,
            (ActorRef<String> to) -> new Notebook.Write(note, to),
            Duration.ofSeconds(5),
            node.system().scheduler());
    return answer.toCompletableFuture().join();
  }

  private static Settings settings(int port) {
    return SettingsLoader.load(
        Optional.empty(),
        Map.of("CARAFE_HTTP_PORT", Integer.toString(port), "CARAFE_HTTP_INTERFACE", "127.0.0.1"));
  }

  private static HttpResponse<String> get(CarafeNode node, String path) {
    return get(node.address().getPort(), path);
  }

  private static HttpResponse<String> get(int port, String path) {
    return ask(port, path, HttpRequest.Builder::GET);
  }

  private static HttpResponse<String> head(int port, String path) {
    return ask(port, path, HttpRequest.Builder::HEAD);
  }

  private static HttpResponse<String> ask(
      int port, String path, UnaryOperator<HttpRequest.Builder> method) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return HTTP.send(
          method.apply(HttpRequest.newBuilder(uri)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
