package carafe.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static final String REFERENCE =
      ConfigFactory.defaultReferenceUnresolved()
          .withOnlyPath("carafe")
          .root()
          .render(ConfigRenderOptions.concise());

  @Test
  void aMisspeltVariableIsNoticed() {
    assertThat(Variables.meant("CARAFE_HTTP_PROT", REFERENCE)).contains("CARAFE_HTTP_PORT");
    assertThat(Variables.meant("CARAFE_DATADIR", REFERENCE)).contains("CARAFE_DATA_DIR");
  }

  @Test
  void ourOwnAndThoseOfOthersAreNot() {
    assertThat(Variables.meant("CARAFE_HTTP_PORT", REFERENCE)).isEmpty();
    assertThat(Variables.meant("CARAFE_DB_PASSWORD", REFERENCE)).isEmpty();
    // Kubernetes.
    assertThat(Variables.meant("CARAFE_SERVICE_HOST", REFERENCE)).isEmpty();
    assertThat(Variables.meant("CARAFE_PORT", REFERENCE)).isEmpty();
  }
}
