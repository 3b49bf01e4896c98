import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes {@code carafe.aot} beside {@code carafe.jar}: classes as the JVM has them after a start,
 * and what it learnt of them while a few games were played (JEP 514, JEP 515). Module server's pom
 * runs it. A machine that cannot start the program gets none, and a build that goes on: without the
 * file every start is the same, but slower.
 */
public final class StartCache {
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final int GAMES = 2;
  private static final int GUESTS = 50;
  private static final Pattern ADDRESS = Pattern.compile("ws://\\S+/parties/main/");
  private static final Pattern ANSWERABLE =
      Pattern.compile("\"questionId\":\"([^\"]+)\".*?\"options\":\\[\\{\"id\":\"([^\"]+)\"");

  private final Path jar;
  private final Path cache;
  private final Path folder;

  private StartCache(Path jar) {
    this.jar = jar;
    this.cache = jar.resolveSibling("carafe.aot");
    this.folder = jar.resolveSibling("start-cache");
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 1 || !Files.isRegularFile(Path.of(args[0]))) {
      System.err.println(
          "java StartCache.java JAR: name carafe.jar"
              + (args.length == 1 ? "; there is no file " + args[0] : ""));
      System.exit(2);
    }
    new StartCache(Path.of(args[0]).toAbsolutePath()).make();
    System.exit(0); // a client's threads may live on
  }

  private void make() throws IOException {
    Files.deleteIfExists(cache);
    delete(folder);
    Files.createDirectories(folder);
    Path unfinished = folder.resolve("carafe.aot");
    try {
      int exit = train(unfinished);
      if (exit != 0 || !Files.exists(unfinished)) {
        throw new IOException("the program ended with %d, see %s".formatted(exit, log()));
      }
      // Whole or not at all.
      Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
      delete(folder.resolve("data"));
      System.out.printf("%s: %d MB%n", cache, Files.size(cache) / 1_000_000);
    } catch (Exception e) {
      System.out.println("[WARNING] No carafe.aot, starts will be slower: " + e.getMessage());
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  private int train(Path unfinished) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:AOTCacheOutput=" + unfinished,
            "-jar",
            jar.toString(),
            "serve");
    builder.environment().keySet().removeIf(name -> name.startsWith("CARAFE_"));
    builder.environment().put("CARAFE_DATA_DIR", folder.resolve("data").toString());
    builder.environment().put("CARAFE_HTTP_PORT", "0");
    builder.environment().put("CARAFE_HTTP_INTERFACE", "127.0.0.1");
    Process server = builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    try {
      String address = address(server);
      askWhetherReady(address);
      for (int game = 0; game < GAMES; game++) {
        play(address + (7000 + game));
      }
      server.destroy();
      if (!server.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("the program did not stop in time");
      }
      return server.exitValue();
    } finally {
      server.destroyForcibly();
    }
  }

  /** From the banner, which says that the server is ready. */
  private String address(Process server) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + WITHIN.toNanos();
    while (server.isAlive() && System.nanoTime() < deadline) {
      try (BufferedReader lines = Files.newBufferedReader(log())) {
        Matcher matcher = ADDRESS.matcher(String.join("\n", lines.lines().toList()));
        if (matcher.find()) {
          return matcher.group();
        }
      }
      Thread.sleep(50);
    }
    throw new IOException("the program did not start, see " + log());
  }

  /** What service managers and load balancers do first. */
  private static void askWhetherReady(String address) throws IOException, InterruptedException {
    URI ready = URI.create(address.replaceFirst("^ws", "http")).resolve("/ready");
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status =
          client
              .send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new IOException("%s answered %d".formatted(ready, status));
      }
    }
  }

  /** Two questions, all guests answer each. */
  private static void play(String room) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Phone host = Phone.connect(client, room);
      host.say(
          """
          {"type":"create_session","hostId":"%s","timerSeconds":120,"wines":[{"name":"Wine","questions":[\
          {"category":"color","correctAnswer":"Red","distractors":["White","Pink","Amber"]},\
          {"category":"country","correctAnswer":"France","distractors":["Italy","Spain","Chile"]}]}]}\
          """
              .formatted("START-CACHE-" + room.hashCode()));
      host.await("session:created");
      List<Phone> guests =
          IntStream.range(0, GUESTS).mapToObj(_ -> Phone.connect(client, room)).toList();
      guests.forEach(guest -> guest.say("{\"type\":\"join_session\",\"code\":\"\"}"));
      for (Phone guest : guests) {
        guest.await("participant:joined");
      }
      host.say("{\"type\":\"host:start\"}");
      for (int question = 0; question < 2; question++) {
        for (Phone guest : guests) {
          guest.answer();
        }
        for (Phone guest : guests) {
          guest.await("game:answer_accepted");
        }
        host.say("{\"type\":\"host:reveal\"}");
        host.await("game:answer_revealed");
        host.say("{\"type\":\"host:next\"}");
      }
      host.say("{\"type\":\"host:next\"}");
      host.await("session:ended");
      guests.forEach(Phone::leave);
      host.leave();
      client.shutdownNow();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** One client, who waits for what it is told. */
  private static final class Phone implements WebSocket.Listener {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    static Phone connect(HttpClient client, String room) {
      Phone phone = new Phone();
      phone.socket = client.newWebSocketBuilder().buildAsync(URI.create(room), phone).join();
      return phone;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        told.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    void say(String json) {
      socket.sendText(json, true).join();
    }

    String await(String type) throws Exception {
      String start = "{\"type\":\"" + type + "\"";
      for (long end = System.nanoTime() + WITHIN.toNanos(); System.nanoTime() < end; ) {
        String message = told.poll(1, TimeUnit.SECONDS);
        if (message != null && message.startsWith(start)) {
          return message;
        }
      }
      throw new IOException("never told " + type);
    }

    void answer() throws Exception {
      Matcher question = ANSWERABLE.matcher(await("game:question"));
      if (!question.find()) {
        throw new IOException("a question without options");
      }
      say(
          "{\"type\":\"submit_answer\",\"questionId\":\"%s\",\"optionId\":\"%s\"}"
              .formatted(question.group(1), question.group(2)));
    }

    void leave() {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }
}
