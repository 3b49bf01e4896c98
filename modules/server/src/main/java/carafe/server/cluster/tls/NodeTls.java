package carafe.server.cluster.tls;

import carafe.server.settings.Settings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.Optional;

/** What Pekko has to be told so that nodes speak TLS with each other. */
public final class NodeTls {
  private static final String ARTERY = "pekko.remote.artery.";
  private static final String PROVIDER =
      "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider";

  private NodeTls() {}

  /**
   * Nothing without TLS.
   *
   * @throws carafe.server.problem.StartProblem when the files are not fit for it
   */
  public static Config of(Optional<Settings.Tls> tls) {
    return tls.map(NodeTls::of).orElseGet(ConfigFactory::empty);
  }

  private static Config of(Settings.Tls tls) {
    TlsFiles.check(tls);
    String files = ARTERY + "ssl.rotating-keys-engine.";
    return ConfigFactory.parseMap(
        Map.of(
            ARTERY + "transport", "tls-tcp",
            ARTERY + "ssl.ssl-engine-provider", PROVIDER,
            files + "cert-file", tls.certificate().toAbsolutePath().toString(),
            files + "key-file", tls.key().toAbsolutePath().toString(),
            files + "ca-cert-file", tls.authority().toAbsolutePath().toString()));
  }
}
