package carafe.rooms.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of storage are read, and wrong ones named. */
final class StorageLimitsTest {
  @Test
  void whatShipsIsRead() {
    assertThat(StorageLimits.of(ConfigFactory.defaultReference()))
        .isEqualTo(new StorageLimits(16L << 20, 2L << 20));
  }

  @ParameterizedTest
  @CsvSource({
    "room-bytes-max, 130k",
    "room-bytes-max, 257m",
    "room-bytes-max, 0",
    "change-bytes-max, 130k",
    "change-bytes-max, 17m"
  })
  void aWrongOneIsNamed(String key, String value) {
    var config =
        ConfigFactory.parseString("carafe.rooms.storage." + key + " = " + value)
            .withFallback(ConfigFactory.defaultReference());

    assertThatThrownBy(() -> StorageLimits.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("carafe.rooms.storage." + key + " must be from 133152 ");
  }
}
