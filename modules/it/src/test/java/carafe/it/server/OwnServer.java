package carafe.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Secrets;
import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server whose data outlive it: it may be killed and started again. One for a test class. */
public final class OwnServer implements BeforeAllCallback, AfterAllCallback {
  private final UnaryOperator<CarafeProcess> configured;
  private final List<String> logOfTheDead = new ArrayList<>();
  private @Nullable CarafeProcess process;

  /**
   * @param environment settings beside the data folder and the port
   */
  public OwnServer(Map<String, String> environment) {
    this(
        carafe -> {
          environment.forEach(carafe::with);
          return carafe;
        });
  }

  /**
   * @param configured gives the process what it is to be started with
   */
  public OwnServer(UnaryOperator<CarafeProcess> configured) {
    this.configured = configured;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    begin();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end();
  }

  /** The first start, on a folder with an empty database. */
  public void begin() {
    CarafeProcess carafe = configured.apply(CarafeProcess.on(folder()));
    process = carafe;
    carafe.start().awaitReady();
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("carafe-it");
      PreparedDatabase.copyTo(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last stop; nothing that clients keep to themselves may have been said. */
  public void end() {
    if (carafe().isAlive()) {
      stop();
    }
    carafe().close();
    log().mustHoldNone(Secrets.all());
  }

  /** A start on what the server before has left. */
  public void start() {
    carafe().startAgain().awaitReady();
  }

  /** kill -9. */
  public void kill() {
    carafe().kill9();
    keepLog();
  }

  /** SIGTERM, as a service manager sends it. */
  public void stop() {
    int exit = carafe().stop();
    keepLog();
    assertThat(exit).as("a stop in order").isZero();
  }

  public Address address() {
    return new Address(carafe().port());
  }

  /** The embedded database of the server that runs. */
  public Database database() {
    return new Database(carafe().pid());
  }

  /** What all its servers said. */
  public ServerLog log() {
    return new ServerLog(
        Stream.concat(logOfTheDead.stream(), carafe().isAlive() ? said() : Stream.empty())
            .toList());
  }

  private void keepLog() {
    said().forEach(logOfTheDead::add);
  }

  private Stream<String> said() {
    return Stream.concat(carafe().out().lines(), carafe().err().lines());
  }

  private CarafeProcess carafe() {
    if (process == null) {
      throw new IllegalStateException("the server was not begun");
    }
    return process;
  }
}
