package carafe.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.cluster.Valid$;
import org.junit.jupiter.api.Test;

/** Whom the cluster lets in, whichever way they come. */
class ProtocolCheckerTest {
  private final ProtocolChecker checker = new ProtocolChecker();

  @Test
  void theSameProtocolIsLetInAndNoOther() {
    assertThat(checker.check(speaking(1), speaking(1))).isEqualTo(Valid$.MODULE$);
    assertThat(checker.check(speaking(2), speaking(1))).isNotEqualTo(Valid$.MODULE$);
    assertThat(checker.check(ConfigFactory.empty(), speaking(1))).isNotEqualTo(Valid$.MODULE$);
  }

  private static Config speaking(int protocol) {
    return ConfigFactory.parseString(ProtocolChecker.KEY + " = " + protocol);
  }
}
