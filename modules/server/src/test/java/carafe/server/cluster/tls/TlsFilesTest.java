package carafe.server.cluster.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong files stop the start with a line that names the file and what is wrong with it. */
class TlsFilesTest {
  @TempDir static Path folder;

  private static Certificates made;
  private static Path authority;
  private static Path certificate;
  private static Path key;

  @BeforeAll
  static void make() {
    made = new Certificates(folder);
    authority = made.authority("authority");
    certificate = made.certificate("node", "authority");
    key = made.key("node");
  }

  @Test
  void aCertificateItsKeyAndItsAuthorityTurnTlsOn() {
    Config config = NodeTls.of(Optional.of(new Settings.Tls(certificate, key, authority)));
    assertThat(config.getString("pekko.remote.artery.transport")).isEqualTo("tls-tcp");
    assertThat(config.getString("pekko.remote.artery.ssl.rotating-keys-engine.cert-file"))
        .isEqualTo(certificate.toString());
  }

  @Test
  void withoutFilesThereIsPlainTcp() {
    assertThat(NodeTls.of(Optional.empty()).isEmpty()).isTrue();
  }

  @Test
  void aKeyInTheOlderFormServes() {
    made.openssl("rsa -traditional -in node.key -out %s.key", "older");
    NodeTls.of(Optional.of(new Settings.Tls(certificate, made.key("older"), authority)));
  }

  @Test
  void aKeyOfAnotherCertificateDoesNot() {
    made.certificate("other", "authority");
    fails(
        certificate, made.key("other"), authority, "tls.key", "is not the key of the certificate");
  }

  @Test
  void aCertificateOfAnotherAuthorityDoesNot() {
    Path stranger = made.authority("stranger");
    fails(certificate, key, stranger, "tls.certificate", "was not signed by the authority in");
  }

  @Test
  void aCertificateThatHasExpiredDoesNot() {
    Path expired = made.certificate("expired", "authority", "-days", "-1");
    fails(expired, made.key("expired"), authority, "tls.certificate", "expired on 20");
  }

  @Test
  void anythingElseIsNoCertificateAndNoKey() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "Lorem ipsum\n");
    fails(text, key, authority, "tls.certificate", "is no certificate in PEM form");
    fails(certificate, key, text, "tls.authority", "is no certificate in PEM form");
    fails(certificate, text, authority, "tls.key", "is no RSA key in PEM form");
    fails(certificate, certificate, authority, "tls.key", "is no RSA key in PEM form");
    fails(certificate, folder.resolve("nothing"), authority, "tls.key", "cannot be read");
  }

  @Test
  void aKeyWithAPasswordOrOfAnotherKindDoesNotServe() {
    made.openssl("pkcs8 -topk8 -in node.key -passout pass:secret -out %s.key", "with-password");
    fails(
        certificate, made.key("with-password"), authority, "tls.key", "is no RSA key in PEM form");
    made.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out %s.key", "curve");
    fails(certificate, made.key("curve"), authority, "tls.key", "is no RSA key in PEM form");
  }

  private static void fails(
      Path certificate, Path key, Path authority, String setting, String how) {
    assertThatThrownBy(() -> NodeTls.of(Optional.of(new Settings.Tls(certificate, key, authority))))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("carafe.cluster." + setting)
        .hasMessageContaining(how);
  }
}
