package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.echo.Say;
import carafe.rooms.message.Numbers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of DESIGN.md, "a room moves", row by row. */
class SalvageTest {
  private final Peer anna = new Peer(_ -> {}, 1, new TestConnection("anna"), 0);
  private final Peer ben = new Peer(_ -> {}, 2, new TestConnection("ben"), 0);

  private static Said.Speaking again(Peer peer, String name, String text) {
    return new Said.Speaking(peer, Say.again(name, text), Instant.EPOCH, 0);
  }

  private static Said.Speaking once(Peer peer, String text) {
    return new Said.Speaking(peer, Say.once(text), Instant.EPOCH, 0);
  }

  private static Salvage fresh(Said... unhandled) {
    return Salvage.of(List.of(unhandled), _ -> false);
  }

  @Test
  void ofEachNameAndConnectionTheNewestIsSaidAgain() {
    Said.Speaking join = again(anna, "seat", "join");
    Said.Speaking first = again(anna, "answer", "a");
    Said.Speaking bens = again(ben, "answer", "b");
    Said.Speaking second = again(anna, "answer", "c");

    Salvage salvage = fresh(join, first, bens, second);

    assertThat(salvage.again()).containsExactly(join, bens, second);
    assertThat(salvage.superseded()).containsExactly(first);
    assertThat(salvage.refused()).isEmpty();
  }

  @Test
  void whatMustNotHappenTwiceIsRefused() {
    Said.Speaking start = once(anna, "start");
    assertThat(fresh(start).refused()).containsExactly(start);
    assertThat(fresh(start).again()).isEmpty();
  }

  @Test
  void whatIsTooOldIsRefused() {
    Said.Speaking answer = again(anna, "answer", "a");
    Salvage salvage = Salvage.of(List.of(answer), _ -> true);
    assertThat(salvage.refused()).containsExactly(answer);
    assertThat(salvage.again()).isEmpty();
  }

  @Test
  void anOpeningIsSaidAgainUnlessTheConnectionReturns() {
    ben.welcomed = true;
    Said.Opening annas = new Said.Opening(anna);
    assertThat(fresh(annas, new Said.Opening(ben)).again()).containsExactly(annas);
  }

  @Test
  void nothingIsSaidOfConnectionsThatAreGone() {
    anna.forgotten = true;
    Salvage salvage =
        fresh(
            new Said.Opening(anna),
            again(anna, "answer", "a"),
            once(anna, "start"),
            new Said.Closing(anna, 1000, "", true),
            new Said.Closing(ben, 1000, "", true));
    assertThat(salvage).isEqualTo(new Salvage(List.of(), List.of(), List.of()));
  }

  @Test
  void theNextIncarnationIsToldAfreshWhoIsThereAndWhoIsSilent() {
    assertThat(fresh(new Said.Returning(List.of(ben)), new Said.Silence(Numbers.of(2))).again())
        .isEmpty();
  }
}
