package carafe.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.settings.Settings;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/operations.md says of the embedded database. */
class ConnectionsNeededTest {
  /** From the fewest that may be set to the most, by way of the default. */
  @ParameterizedTest
  @CsvSource({"2, 60, 200", "16, 60, 200", "44, 60, 210", "45, 61, 214", "200, 216, 834"})
  void thereAreEnoughForEachSetting(int journal, int ofOneNode, int ofNodes) {
    Settings.Database settings = new Settings.Database(Optional.empty(), journal);

    assertThat(ConnectionsNeeded.ofOneNode(settings)).isEqualTo(ofOneNode);
    assertThat(ConnectionsNeeded.ofNodes(settings)).isEqualTo(ofNodes);
  }
}
