package carafe.server.settings;

import carafe.server.problem.StartProblem;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands under {@code carafe.cluster}. */
final class ClusterReader {
  private static final String KEY = "carafe.cluster.";
  private static final int SEED_NODES_MAX = 100;
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^:\\[\\]\\s]+)):(\\d{1,5})");

  private ClusterReader() {}

  static Settings.Cluster read(Reader reader) {
    return new Settings.Cluster(
        host(reader),
        reader.number(KEY + "port", 0, 65_535),
        text(reader, "bind-host"),
        text(reader, "bind-port").isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(reader.number(KEY + "bind-port", 0, 65_535)),
        seedNodes(reader),
        reader.duration(KEY + "stable-after", Duration.ofSeconds(3), Duration.ofMinutes(10)),
        tls(reader));
  }

  private static Optional<String> host(Reader reader) {
    Optional<String> host = text(reader, "host");
    if (host.filter(ClusterReader::isEverywhere).isPresent()) {
      throw reader.wrong(
          KEY + "host",
          "an address by which the other nodes reach this one; to listen on all networks set"
              + " carafe.cluster.bind-host (CARAFE_CLUSTER_BIND_HOST)");
    }
    return host;
  }

  /** 0.0.0.0 and ::, however they are written: where every node reaches itself. */
  private static boolean isEverywhere(String host) {
    try {
      return InetAddress.ofLiteral(host.replaceFirst("^\\[(.*)]$", "$1")).isAnyLocalAddress();
    } catch (IllegalArgumentException e) {
      return false; // a name
    }
  }

  private static Optional<String> text(Reader reader, String key) {
    return Optional.of(reader.text(KEY + key).strip()).filter(text -> !text.isEmpty());
  }

  private static List<Settings.HostAndPort> seedNodes(Reader reader) {
    List<Settings.HostAndPort> nodes =
        text(reader, "seed-nodes").stream()
            .flatMap(list -> Arrays.stream(list.split(",", -1)))
            .map(node -> hostAndPort(reader, node.strip()))
            .toList();
    if (nodes.size() > SEED_NODES_MAX) {
      throw wrongSeeds(reader);
    }
    return nodes;
  }

  private static Settings.HostAndPort hostAndPort(Reader reader, String text) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches()) {
      throw wrongSeeds(reader);
    }
    int port = Integer.parseInt(parts.group(3));
    if (port < 1 || port > 65_535) {
      throw wrongSeeds(reader);
    }
    String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
    return new Settings.HostAndPort(host, port);
  }

  private static StartProblem wrongSeeds(Reader reader) {
    return reader.wrong(
        KEY + "seed-nodes",
        "at most %d addresses such as 10.0.0.1:7355,10.0.0.2:7355".formatted(SEED_NODES_MAX));
  }

  private static Optional<Settings.Tls> tls(Reader reader) {
    List<String> keys = List.of("tls.certificate", "tls.key", "tls.authority");
    List<Path> files =
        keys.stream()
            .filter(key -> text(reader, key).isPresent())
            .map(key -> reader.file(KEY + key))
            .toList();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    if (files.size() < keys.size()) {
      throw new StartProblem(
          "carafe.cluster.tls wants all of certificate, key and authority"
              + " (CARAFE_CLUSTER_TLS_CERTIFICATE, _KEY, _AUTHORITY), or none of them");
    }
    return Optional.of(new Settings.Tls(files.get(0), files.get(1), files.get(2)));
  }
}
