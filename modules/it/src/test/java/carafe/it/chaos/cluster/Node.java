package carafe.it.chaos.cluster;

import carafe.it.chaos.net.Network;
import carafe.it.client.Message;
import carafe.it.process.CarafeProcess;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One node and its supervisor, which starts it again a second after it has ended, for whatever
 * reason, unless it is meant to stay down.
 */
public final class Node implements AutoCloseable {
  private static final long RESTART_DELAY_MS = 1000;

  private final int number;
  private final Network.Place place;
  private final CarafeProcess process;
  private final AtomicInteger starts = new AtomicInteger();
  private final List<Integer> exits = new ArrayList<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final Thread supervisor;
  private boolean wanted = true;
  private boolean closed;

  Node(int number, Network.Place place, CarafeProcess process) {
    this.number = number;
    this.place = place;
    this.process = process;
    // A thread of the platform that lives as long as the node: setpriv ends the node with it.
    this.supervisor =
        Thread.ofPlatform().daemon().name("supervisor-" + number).unstarted(this::supervise);
  }

  Node start() {
    supervisor.start();
    return this;
  }

  private void supervise() {
    try {
      while (awaitWanted()) {
        process.start();
        starts.incrementAndGet();
        started.countDown();
        int exit = process.awaitEndOfAnyLength();
        synchronized (this) {
          exits.add(exit);
        }
        TimeUnit.MILLISECONDS.sleep(RESTART_DELAY_MS);
      }
    } catch (InterruptedException e) {
      // The test is over.
    }
  }

  private synchronized boolean awaitWanted() throws InterruptedException {
    while (!wanted && !closed) {
      wait();
    }
    return !closed;
  }

  /** Whether its supervisor starts it when it is down. */
  public synchronized void want(boolean up) {
    wanted = up;
    notifyAll();
  }

  public void kill9() {
    process.kill9();
  }

  public void sigterm() {
    process.sigterm();
  }

  public void standStill() {
    process.standStill();
  }

  public void goOn() {
    if (process.isAlive()) {
      process.goOn();
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public boolean isReady() {
    return started.getCount() == 0 && process.isAlive() && process.isReady();
  }

  /** What it says of the cluster it is in; empty when it does not answer. */
  public Optional<Picture> picture() {
    try {
      HttpResponse<String> answer = process.getManagement("/cluster");
      return answer.statusCode() == 200
          ? Optional.of(Picture.of(Message.of(answer.body())))
          : Optional.empty(); // it is on its way out
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  public CarafeProcess process() {
    return process;
  }

  public Network.Place place() {
    return place;
  }

  public int number() {
    return number;
  }

  /** How often it was started. */
  public int starts() {
    return starts.get();
  }

  /** How its lives have ended. */
  public synchronized List<Integer> exits() {
    return List.copyOf(exits);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    supervisor.interrupt();
    process.close();
  }

  @Override
  public String toString() {
    return "node " + number;
  }
}
