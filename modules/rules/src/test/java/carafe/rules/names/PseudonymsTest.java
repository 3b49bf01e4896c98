package carafe.rules.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import carafe.rules.chance.Seed;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The names that participants and hosts get. */
class PseudonymsTest {
  @Test
  void aNameIsAnAdjectiveAndANoun() throws Exception {
    assertThat(Pseudonyms.free(_ -> false, 0, seed(1))).matches("[A-Z][a-z]+[A-Z][a-z]+");
  }

  @Test
  void theSameSeedGivesTheSameNameAndAnotherAnother() throws Exception {
    assertThat(Pseudonyms.free(_ -> false, 0, seed(1)))
        .isEqualTo(Pseudonyms.free(_ -> false, 0, seed(1)))
        .isNotEqualTo(Pseudonyms.free(_ -> false, 0, seed(2)));
  }

  @Test
  void everyPairIsGivenOnceBeforeNumbersAreAppended() throws Exception {
    Set<String> taken = new HashSet<>();
    var looks = new AtomicInteger();
    for (int i = 0; i < Pseudonyms.PAIRS; i++) {
      taken.add(
          Pseudonyms.free(
              name -> {
                looks.incrementAndGet();
                return taken.contains(name);
              },
              taken.size(),
              seed(i)));
    }

    assertThat(taken).hasSize(Pseudonyms.PAIRS).allMatch(name -> name.matches("[A-Za-z]+"));
    assertThat(looks.get()).as("no slow tail").isLessThan(20 * Pseudonyms.PAIRS);

    String next = Pseudonyms.free(taken::contains, taken.size(), seed(-1));
    assertThat(next).matches("[A-Za-z]+2");
  }

  @Test
  void numbersGrowAndNamesStayUnique() throws Exception {
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < 3 * Pseudonyms.PAIRS; i++) {
      assertThat(taken.add(Pseudonyms.free(taken::contains, taken.size(), seed(i)))).isTrue();
    }

    Set<String> numbers = new TreeSet<>();
    taken.forEach(name -> numbers.add(name.replaceAll("[A-Za-z]", "")));
    assertThat(numbers).contains("", "2", "3");
  }

  @Test
  void aNumberWhoseNamesAreAllTakenIsLeftForTheNext() throws Exception {
    String name = Pseudonyms.free(n -> n.endsWith("2"), Pseudonyms.PAIRS, seed(1));

    assertThat(name).endsWith("3");
  }

  @Test
  void whoeverMiscountsHearsOfItInsteadOfWaitingForEver() throws Exception {
    var seed = seed(1);
    assertThatIllegalArgumentException().isThrownBy(() -> Pseudonyms.free(_ -> true, 0, seed));
  }

  @Test
  void thereAreEnoughWordsAndNoPairReadsLikeAnother() {
    assertThat(Words.ADJECTIVES).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    assertThat(Words.NOUNS).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    assertThat(Words.ADJECTIVES).allMatch(word -> word.matches("[A-Z][a-z]{2,12}"));
    assertThat(Words.NOUNS).allMatch(word -> word.matches("[A-Z][a-z]{2,12}"));

    Set<String> spoken = new HashSet<>();
    for (String adjective : Words.ADJECTIVES) {
      for (String noun : Words.NOUNS) {
        spoken.add((adjective + noun).toLowerCase(Locale.ROOT));
      }
    }
    assertThat(spoken).hasSize(Pseudonyms.PAIRS);
  }

  @Test
  void aHostNameCanBeReadOutAndNotBeGuessed() throws Exception {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      names.add(HostNames.of(seed(i)).value());
    }

    assertThat(names)
        .hasSize(1000)
        .allMatch(name -> name.matches("[A-Z]+-[A-Z]+-[A-HJ-NP-Z2-9]{8}"));
    assertThat(names.stream().map(name -> name.substring(0, name.indexOf('-'))).distinct())
        .hasSizeGreaterThan(60);
    assertThat(names.stream().map(name -> name.split("-", -1)[1]).distinct())
        .hasSizeGreaterThan(60);
    assertThat(HostNames.of(seed(1))).isEqualTo(HostNames.of(seed(1)));
  }

  private static Seed seed(int i) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    return Seed.of(digest.digest(Integer.toString(i).getBytes(UTF_8)));
  }
}
