package carafe.server.cluster.joining;

import carafe.server.cluster.knock.Answer;
import carafe.server.cluster.knock.Knock;
import carafe.server.cluster.registry.NodeAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Knocks at many cluster ports at once. */
final class Ports {
  /** Beyond, names that resolve slowly count as no answer. */
  private static final Duration ALL_WITHIN = Duration.ofSeconds(3);

  private Ports() {}

  /** Blocks for a few seconds at most. */
  static Map<NodeAddress, Answer> ask(Collection<NodeAddress> addresses)
      throws InterruptedException {
    Map<NodeAddress, Answer> answers = new ConcurrentHashMap<>();
    CountDownLatch open = new CountDownLatch(addresses.size());
    for (NodeAddress address : addresses) {
      Thread.ofVirtual()
          .start(
              () -> {
                answers.put(address, Knock.at(address));
                open.countDown();
              });
    }
    if (!open.await(ALL_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      addresses.forEach(late -> answers.putIfAbsent(late, Answer.SILENCE));
    }
    return Map.copyOf(answers);
  }
}
