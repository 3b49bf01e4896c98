package carafe.it.tls;

import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Signs the certificates of nodes, with the commands of docs/operations.md. */
record Authority(Path folder, String name) {
  Authority {
    openssl(
        folder,
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=authority -keyout NAME.key -out"
            + " NAME.crt",
        name);
  }

  /** A process with a certificate of its own. */
  CarafeProcess certify(CarafeProcess node, String nodeName) {
    openssl(
        folder,
        "req -newkey rsa:2048 -nodes -subj /CN=carafe -keyout NAME.key -out NAME.csr",
        nodeName);
    openssl(
        folder,
        "x509 -req -days 30 -CA %s.crt -CAkey %s.key -CAcreateserial -in NAME.csr -out NAME.crt"
            .formatted(name, name),
        nodeName);
    return node.with("CARAFE_CLUSTER_TLS_CERTIFICATE", file(nodeName + ".crt"))
        .with("CARAFE_CLUSTER_TLS_KEY", file(nodeName + ".key"))
        .with("CARAFE_CLUSTER_TLS_AUTHORITY", file(name + ".crt"));
  }

  String file(String fileName) {
    return folder.resolve(fileName).toString();
  }

  private static List<String> command(String words) {
    String command = "openssl " + words;
    return List.of(command.split(" ", -1));
  }

  private static void openssl(Path folder, String words, String name) {
    try {
      Process process =
          new ProcessBuilder(command(words.replace("NAME", name)))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
