package carafe.load.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links to a wss server with a certificate of its own making. */
class TlsTest {
  private static final char[] PASSWORD = "only-a-test".toCharArray();

  @TempDir private Path folder = Path.of("");
  private final Heard heard = new Heard();
  private final Loop loop = new Loop("loop", _ -> {}).start();

  @AfterEach
  void end() {
    loop.close();
  }

  @Test
  void carriesMessagesBothWays() throws Exception {
    try (SSLServerSocket server = server()) {
      dial(server, Trust.blind());
      try (Socket socket = server.accept()) {
        Peer.shakeHands(socket, "");
        assertThat(heard.next()).isEqualTo("opened");
        // Larger than a record of TLS: it comes in pieces.
        String large = "x".repeat(60_000);
        socket.getOutputStream().write(new byte[] {(byte) 0x81, 126, (byte) 0xEA, 0x60});
        socket.getOutputStream().write(large.getBytes(StandardCharsets.US_ASCII));
        assertThat(heard.next()).isEqualTo("heard " + large);
        socket.getOutputStream().write(new byte[] {(byte) 0x89, 1, 'p'});
        assertThat(socket.getInputStream().readNBytes(7)[0]).isEqualTo((byte) 0x8A);
      }
      assertThat(heard.next()).startsWith("lost: ");
    }
  }

  @Test
  void believesNoCertificateThatNobodySigned() throws Exception {
    try (SSLServerSocket server = server()) {
      dial(server, Trust.usual());
      try (Socket socket = server.accept()) {
        socket.getInputStream().read();
      } catch (SSLException e) {
        // It is told why.
      }
      assertThat(heard.next()).startsWith("tls: ").contains("certification path");
    }
  }

  private void dial(SSLServerSocket server, Trust trust) {
    Dialer dialer = new Dialer(Target.of("wss://127.0.0.1:" + server.getLocalPort()), trust);
    loop.execute(() -> dialer.dial(loop, "/parties/main/1", heard));
  }

  private SSLServerSocket server() throws Exception {
    Path store = folder.resolve("store.p12");
    int made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start()
            .waitFor();
    assertThat(made).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }
}
