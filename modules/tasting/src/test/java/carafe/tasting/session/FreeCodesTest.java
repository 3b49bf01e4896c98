package carafe.tasting.session;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.tasting.session.SessionMessage.ReserveReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Which codes are tried when somebody asks for a free one. */
class FreeCodesTest {
  private final List<String> tried = new ArrayList<>();

  private Optional<String> reserved(int digits, Predicate<String> free) {
    FreeCodes.Desk desk =
        code -> {
          tried.add(code);
          ReserveReply reply =
              free.test(code) ? new SessionMessage.Reserved() : new SessionMessage.Taken();
          return completedStage(reply);
        };
    return new FreeCodes(desk, digits, RandomGenerator.getDefault())
        .reserve()
        .toCompletableFuture()
        .join();
  }

  @Test
  void theFirstFreeOneIsTheCallers() {
    Optional<String> code = reserved(4, _ -> true);
    assertThat(code).contains(tried.getFirst());
    assertThat(tried).hasSize(1);
    assertThat(code.get()).matches("[1-9][0-9]{3}");
  }

  @Test
  void afterEightTriesCodesGetOneDigitLonger() {
    Optional<String> code = reserved(4, c -> c.length() == 6);
    assertThat(code.orElseThrow()).hasSize(6);
    assertThat(tried).filteredOn(c -> c.length() == 4).hasSize(8);
    assertThat(tried).filteredOn(c -> c.length() == 5).hasSize(8);
    assertThat(tried).hasSize(17);
  }

  @Test
  void tenDigitsAreTheEndOfIt() {
    assertThat(reserved(9, _ -> false)).isEmpty();
    assertThat(tried).hasSize(16).allMatch(SessionCode::isValid);
  }

  @Test
  void aRoomThatDoesNotAnswerIsNotFree() {
    FreeCodes.Desk desk =
        code -> {
          tried.add(code);
          return tried.size() == 1
              ? CompletableFuture.failedStage(new IllegalStateException("on purpose"))
              : completedStage(new SessionMessage.Reserved());
        };
    Optional<String> code =
        new FreeCodes(desk, 4, RandomGenerator.getDefault()).reserve().toCompletableFuture().join();
    assertThat(tried).hasSize(2);
    assertThat(code).contains(tried.getLast());
  }

  @Test
  void afterTwoRoomsThatDoNotAnswerNoOtherIsAsked() {
    FreeCodes.Desk desk =
        code -> {
          tried.add(code);
          return CompletableFuture.failedStage(new IllegalStateException("on purpose"));
        };
    FreeCodes codes = new FreeCodes(desk, 4, RandomGenerator.getDefault());
    assertThat(codes.reserve().toCompletableFuture().join()).isEmpty();
    assertThat(tried).hasSize(2);
  }
}
