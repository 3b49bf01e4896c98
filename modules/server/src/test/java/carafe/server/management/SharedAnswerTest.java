package carafe.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SharedAnswerTest {
  private final List<CompletableFuture<String>> asked = new ArrayList<>();
  private long now = Long.MAX_VALUE - 5; // nanoTime may overflow
  private final SharedAnswer<String> answer =
      new SharedAnswer<>(Duration.ofNanos(10), () -> now, this::ask);

  private CompletionStage<String> ask() {
    CompletableFuture<String> question = new CompletableFuture<>();
    asked.add(question);
    return question;
  }

  @Test
  void whoeverAsksMeanwhileWaitsForTheSameOne() {
    CompletionStage<String> first = answer.get();
    now += 100;
    CompletionStage<String> second = answer.get();
    assertThat(asked).hasSize(1);

    asked.getFirst().complete("three nodes");

    assertThat(first).isCompletedWithValue("three nodes");
    assertThat(second).isCompletedWithValue("three nodes");
  }

  @Test
  void itHoldsForAWhileAndIsAskedAnewThen() {
    answer.get();
    asked.getFirst().complete("three nodes");
    now += 9;
    assertThat(answer.get()).isCompletedWithValue("three nodes");

    now += 1;
    CompletionStage<String> later = answer.get();
    asked.get(1).complete("two nodes");

    assertThat(later).isCompletedWithValue("two nodes");
  }

  @Test
  void aFailureIsAnAnswerToo() {
    CompletionStage<String> first = answer.get();
    asked.getFirst().completeExceptionally(new IllegalStateException());
    assertThat(first.toCompletableFuture()).isCompletedExceptionally();
    now += 10;

    CompletionStage<String> next = answer.get();
    asked.get(1).complete("one node");

    assertThat(next).isCompletedWithValue("one node");
  }
}
