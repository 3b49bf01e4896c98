package carafe.rooms.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @Test
  void readsTheFirstValueOfEachParameter() {
    assertThat(Query.of("/x?_pk=a-b&hostKey=%C3%A9+%2B&_pk=second&flag&=nameless&&x=1=2"))
        .contains(Map.of("_pk", "a-b", "hostKey", "é +", "flag", "", "", "nameless", "x", "1=2"));
  }

  @Test
  void isEmptyWithoutOne() {
    assertThat(Query.of("/x")).contains(Map.of());
    assertThat(Query.of("/x?")).contains(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x?a=%", "/x?a=%f", "/x?%zz=1", "/x?a=%FF", "/x?ok=1&a=%C3", "/x?a=é"})
  void refusesWhatCannotBeDecoded(String target) {
    assertThat(Query.of(target)).isEmpty();
  }
}
