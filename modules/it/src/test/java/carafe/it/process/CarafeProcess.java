package carafe.it.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One Carafe in a JVM of its own, as a user starts it: {@code java -jar carafe.jar serve}. Standard
 * output and error go to files under {@code target/carafe-processes}, kept for whoever looks into a
 * failed test. Closing it kills what still runs, its database too. {@code -Dit.transport=direct}
 * runs all of them on that transport.
 *
 * <p>Its JVM uses the quick compiler only, unless it is {@link #withAllCompilers}: a start then
 * takes two seconds of CPU less, and most tests are over before the other compiler has paid off.
 *
 * <pre>{@code
 * try (CarafeProcess carafe = CarafeProcess.on(dataDir).start().awaitReady()) {
 *   connect(carafe.webSocket("/parties/main/4821"));
 *   carafe.kill9();
 *   carafe.startAgain().awaitReady();
 * }
 * }</pre>
 */
public final class CarafeProcess implements AutoCloseable {
  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

  /** And what was compiled in the start cache's training is not at once compiled again. */
  private static final List<String> QUICK =
      List.of(QUICK_COMPILER, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining");

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration END_WITHIN = Duration.ofSeconds(90);
  private static final long LOOK_AGAIN_MS = 20;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path dataDir;
  private final Map<String, String> environment = new TreeMap<>();
  private List<String> compilers = QUICK;
  private final List<String> jvmOptions = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final List<String> prefix = new ArrayList<>();
  private List<String> startCache = CarafeJar.optionsFor(CarafeJar.startCache());
  private final Printed printed = new Printed();
  private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private String classPath = "";
  private String host = "127.0.0.1";
  private int port;
  private int managementPort;
  private volatile boolean askedToEnd;
  private volatile @Nullable Process process;

  private CarafeProcess(Path dataDir) {
    this.dataDir = dataDir;
    environment.put("CARAFE_DATA_DIR", dataDir.toString());
    environment.put("CARAFE_HTTP_INTERFACE", "127.0.0.1");
    chooseTransport(environment);
    port = Ports.free();
    managementPort = Ports.free();
  }

  /** On a data folder, which may be new, and a free port, which stays the same over restarts. */
  public static CarafeProcess on(Path dataDir) {
    return new CarafeProcess(dataDir);
  }

  /** The one this run of the tests is to be on, if it was told. */
  public static void chooseTransport(Map<String, String> environment) {
    String transport = System.getProperty("it.transport", "");
    if (!transport.isEmpty()) {
      environment.put("CARAFE_TRANSPORT", transport);
    }
  }

  // ---- what it is started with

  public CarafeProcess withPort(int wanted) {
    port = wanted;
    return this;
  }

  /** Where it answers operators; without this a free one. */
  public CarafeProcess withManagementPort(int wanted) {
    managementPort = wanted;
    return this;
  }

  /** Another address to listen on than the loopback: one that this test reaches. */
  public CarafeProcess withHost(String address) {
    host = address;
    return with("CARAFE_HTTP_INTERFACE", address).with("CARAFE_MANAGEMENT_INTERFACE", address);
  }

  /**
   * A command that does its part and then becomes the program, such as {@code ip netns exec NAME}:
   * the process it starts as is the one that is killed.
   */
  public CarafeProcess withPrefix(List<String> command) {
    prefix.addAll(command);
    return this;
  }

  /** Hears SIGINT also when the tests run in the background of a shell, which ignores it. */
  public CarafeProcess withCtrlC() {
    return withPrefix(List.of("/usr/bin/env", "--default-signal=INT"));
  }

  /** A variable of its environment; ours is not handed down. */
  public CarafeProcess with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Something like {@code -Xmx256m}. */
  public CarafeProcess withJvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  /** With the optimizing compiler too, as a user's has it: for what is measured or under load. */
  public CarafeProcess withAllCompilers() {
    compilers = List.of();
    return this;
  }

  /** Prepared classes other than the build's; without this every test starts with those. */
  public CarafeProcess withStartCache(Path cache) {
    startCache = CarafeJar.optionsFor(cache);
    return this;
  }

  /** An argument after {@code serve}. */
  public CarafeProcess withArgument(String argument) {
    arguments.add(argument);
    return this;
  }

  /** A jar with classes of the user's own, beside ours on the class path. */
  public CarafeProcess withJar(Path theirs) {
    classPath += File.pathSeparator + theirs;
    return this;
  }

  /**
   * Another JVM, without prepared classes: they are the build's own JVM's, and older ones know no
   * such option.
   */
  public CarafeProcess withJava(Path executable) {
    java = executable;
    startCache = List.of();
    compilers = List.of(QUICK_COMPILER);
    return this;
  }

  // ---- its life

  public CarafeProcess start() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("already running");
    }
    askedToEnd = false;
    List<String> command = new ArrayList<>(prefix);
    command.add(java.toString());
    command.addAll(startCache);
    command.addAll(compilers);
    command.addAll(jvmOptions);
    if (classPath.isEmpty()) {
      command.addAll(List.of("-jar", CarafeJar.path().toString(), "serve"));
    } else {
      command.addAll(List.of("-cp", CarafeJar.path() + classPath, "carafe.Carafe", "serve"));
    }
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    printed.redirect(builder);
    builder.environment().keySet().removeIf(name -> name.startsWith("CARAFE_"));
    builder.environment().putAll(environment);
    builder.environment().put("CARAFE_HTTP_PORT", Integer.toString(port));
    builder.environment().put("CARAFE_MANAGEMENT_PORT", Integer.toString(managementPort));
    try {
      Process started = builder.start();
      process = started;
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After an end of any kind, on the same folder and port. */
  public CarafeProcess startAgain() {
    return start();
  }

  /** Until {@code /ready} says so; fails with what the program printed when it ends instead. */
  public CarafeProcess awaitReady() {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!isReady()) {
      if (!running().isAlive()) {
        throw new AssertionError(
            "Carafe ended with " + running().exitValue() + "\n" + printed.all());
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not ready within " + READY_WITHIN + "\n" + printed.all());
      }
      pause();
    }
    return this;
  }

  public boolean isReady() {
    try {
      return get("/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false; // does not listen yet
    }
  }

  /** As a crash does: nothing of it runs another instruction. */
  public void kill9() {
    askedToEnd = true;
    running().destroyForcibly();
    awaitEnd();
  }

  public void sigterm() {
    askedToEnd = true;
    running().destroy();
  }

  /** What Ctrl-C sends. */
  public void sigint() {
    askedToEnd = true;
    Signal.INT.to(pid());
  }

  /** SIGSTOP: all its threads stand still; its sockets stay open. */
  public void standStill() {
    Signal.STOP.to(pid());
  }

  public void goOn() {
    Signal.CONT.to(pid());
  }

  /** Asks it to stop and waits; its exit code. */
  public int stop() {
    sigterm();
    return awaitEnd();
  }

  /** Its exit code. */
  public int awaitEnd() {
    askedToEnd = true;
    try {
      if (!running().waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still runs after " + END_WITHIN + "\n" + printed.all());
      }
      return running().exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Its exit code, however long it lives. */
  public int awaitEndOfAnyLength() throws InterruptedException {
    askedToEnd = true;
    return running().waitFor();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      awaitEnd();
      Orphans.endOn(dataDir);
    }
  }

  // ---- what it is

  public int port() {
    return port;
  }

  public long pid() {
    return running().pid();
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Whether it was started and is gone, though this test neither ended it nor waits for that. */
  public boolean hasEndedByItself() {
    return process != null && !process.isAlive() && !askedToEnd;
  }

  public int managementPort() {
    return managementPort;
  }

  public URI http(String path) {
    return URI.create("http://" + host + ":" + port + path);
  }

  public URI webSocket(String path) {
    return URI.create("ws://" + host + ":" + port + path);
  }

  public HttpResponse<String> get(String path) {
    return get(http(path));
  }

  /** What operators are answered. */
  public HttpResponse<String> getManagement(String path) {
    return get(URI.create("http://" + host + ":" + managementPort + path));
  }

  private static HttpResponse<String> get(URI address) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Standard error of the newest start. */
  public String err() {
    return printed.err();
  }

  /** Standard output (banner and log) of the newest start. */
  public String out() {
    return printed.out();
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
