package carafe.parties.user;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code If-Match} and {@code If-None-Match} allow (RFC 9110, 13.1). */
class PreconditionsTest {
  private static final Optional<String> STORED = Optional.of("\"a1\"");
  private static final Optional<String> NOTHING = Optional.empty();

  private static Preconditions of(String header, String... lines) {
    Request request = Request.get();
    return Preconditions.of(
        new Request(
            "GET",
            "",
            Map.of(),
            lines.length == 0 ? Map.of() : Map.of(header, List.of(lines)),
            request.body(),
            Optional.empty()));
  }

  @Test
  void withoutThemEverythingIsAllowed() {
    assertThat(of("if-match").allowChange(STORED)).isTrue();
    assertThat(of("if-match").allowChange(NOTHING)).isTrue();
    assertThat(of("if-match").isKnown(STORED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a1\"", "\"b2\", \"a1\"", "\"x,y\" ,\"a1\"", "*", " * "})
  void ifMatchWantsOneOfItsTags(String value) {
    assertThat(of("if-match", value).allowChange(STORED)).isTrue();
    assertThat(of("if-match", value).allowChange(NOTHING)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"b2\"", "W/\"a1\"", "a1", "", "\"a1", "\"*\""})
  void ifMatchIsStrongAndWhatIsNoTagMatchesNothing(String value) {
    assertThat(of("if-match", value).allowChange(STORED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a1\"", "W/\"a1\"", "\"b2\",W/\"a1\"", "*"})
  void ifNoneMatchIsWeak(String value) {
    assertThat(of("if-none-match", value).isKnown(STORED)).isTrue();
    assertThat(of("if-none-match", value).allowChange(STORED)).isFalse();
    assertThat(of("if-none-match", value).allowChange(NOTHING)).isTrue();
  }

  @Test
  void severalLinesAreOneList() {
    assertThat(of("if-match", "\"b2\"", "\"a1\"").allowChange(STORED)).isTrue();
    assertThat(of("if-none-match", "\"b2\"", "\"a1\"").isKnown(STORED)).isTrue();
  }
}
