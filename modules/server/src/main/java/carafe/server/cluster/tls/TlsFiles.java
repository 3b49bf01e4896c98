package carafe.server.cluster.tls;

import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import org.apache.pekko.pki.pem.DERPrivateKeyLoader;
import org.apache.pekko.pki.pem.PEMDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Checks a node's certificate, key and authority before anything is started with them. Pekko reads
 * them with the first connection, where a mistake is a node that cannot join and does not say why.
 */
final class TlsFiles {
  private static final String KEY = "carafe.cluster.tls.";

  private TlsFiles() {}

  static void check(Settings.Tls tls) {
    X509Certificate certificate = certificate("certificate", tls.certificate());
    X509Certificate authority = certificate("authority", tls.authority());
    PrivateKey key = key(tls.key());
    checkDates("certificate", tls.certificate(), certificate);
    checkDates("authority", tls.authority(), authority);
    try {
      certificate.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw wrong(
          "certificate",
          tls.certificate(),
          "was not signed by the authority in " + tls.authority(),
          e);
    }
    if (!belong(key, certificate)) {
      throw wrong(
          "key", tls.key(), "is not the key of the certificate in " + tls.certificate(), null);
    }
  }

  private static X509Certificate certificate(String setting, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException e) {
      throw wrong(setting, file, "cannot be read", e);
    } catch (CertificateException e) {
      throw wrong(setting, file, "is no certificate in PEM form", e);
    }
  }

  private static PrivateKey key(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw wrong("key", file, "cannot be read", e);
    }
    try {
      return DERPrivateKeyLoader.load(PEMDecoder.decode(text));
    } catch (Exception e) { // written in Scala: it throws what it does not declare
      throw wrong(
          "key", file, "is no RSA key in PEM form without a password (PKCS#8 or PKCS#1)", e);
    }
  }

  private static void checkDates(String setting, Path file, X509Certificate certificate) {
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException e) {
      throw wrong(setting, file, "expired on " + certificate.getNotAfter().toInstant(), e);
    } catch (CertificateNotYetValidException e) {
      throw wrong(
          setting, file, "is not valid before " + certificate.getNotBefore().toInstant(), e);
    }
  }

  /** Whether what the one signs the other verifies. */
  private static boolean belong(PrivateKey key, X509Certificate certificate) {
    byte[] anything = {1, 2, 3};
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(anything);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(anything);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // not even of the same kind
    }
  }

  private static StartProblem wrong(
      String setting, Path file, String how, @Nullable Throwable cause) {
    String line =
        "%s%s (CARAFE_CLUSTER_TLS_%s): %s %s"
            .formatted(KEY, setting, setting.toUpperCase(Locale.ROOT), file, how);
    return cause == null ? new StartProblem(line) : new StartProblem(line, cause);
  }
}
