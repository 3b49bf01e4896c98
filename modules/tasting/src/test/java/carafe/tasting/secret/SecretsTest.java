package carafe.tasting.secret;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.identity.HostId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored of a secret never changes: hashes in old journals must be found again. */
final class SecretsTest {
  @Test
  void hashesAreThoseOfEveryJournal() {
    assertThat(Secrets.token("q83vEjRWeJC6mHZUMhDeVJhq").hex())
        .isEqualTo("abb704e1a2b8b61eec2d157b61ad9f6e19729cb6e560328cb6191363f7899e5a");
    assertThat(Secrets.connection("7b8a8c1e-0000-4000-8000-000000000000").hex())
        .isEqualTo("37543221c9e53a725ebd88272560744af05feee916961b8579a199ce4823bf06");
    assertThat(Secrets.hostKey(new HostId("TANNIC-FALCON"), "correct horse battery 🍷").hex())
        .isEqualTo("2fadcbcc339d4fdfb263eba0d405bd68742e3def11d0a723dce890afc7b89611");
  }

  @Test
  void oneSecretUsedTwiceDoesNotShowAsOneHash() {
    String secret = "correct horse battery";

    assertThat(Secrets.token(secret)).isNotEqualTo(Secrets.connection(secret));
    assertThat(Secrets.hostKey(new HostId("ONE"), secret))
        .isNotEqualTo(Secrets.hostKey(new HostId("TWO"), secret));
  }

  @Test
  void aTokenHas144RandomBits() {
    assertThat(Secrets.newToken()).matches("[A-Za-z0-9_-]{24}").isNotEqualTo(Secrets.newToken());
  }

  @ParameterizedTest
  @CsvSource({"15,false", "16,true", "128,true", "129,false"})
  void aHostKeyHas16To128Characters(int length, boolean right) {
    assertThat(Secrets.isHostKey("k".repeat(length))).isEqualTo(right);
    assertThat(Secrets.isHostKey("🔑".repeat(length))).isEqualTo(right);
  }

  @Test
  void aHostKeyHasNoHalfCharacters() {
    assertThat(Secrets.isHostKey("k".repeat(20) + "\ud83d")).isFalse();
    assertThat(Secrets.isHostKey("\udd11" + "k".repeat(20))).isFalse();
  }
}
