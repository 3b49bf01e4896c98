package carafe.server.cluster.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An authority and what it signs, made by {@code openssl} as docs/operations.md says. */
record Certificates(Path folder) {
  Path authority(String name) {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=authority -keyout %s.key -out %s.crt",
        name);
    return folder.resolve(name + ".crt");
  }

  Path certificate(String name, String authority, String... more) {
    openssl("req -newkey rsa:2048 -nodes -subj /CN=carafe -keyout %s.key -out %s.csr", name);
    openssl(
        "x509 -req -days 30 -CA AUTH.crt -CAkey AUTH.key -CAcreateserial -in %s.csr -out %s.crt"
            .replace("AUTH", authority),
        name,
        more);
    return folder.resolve(name + ".crt");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** Its words, with a name for every %s; more words in the end. */
  void openssl(String words, String name, String... more) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(Arrays.asList(words.replace("%s", name).split(" ", -1)));
    command.addAll(Arrays.asList(more));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
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
