package carafe.rooms.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The proxies whose word on where a request comes from is believed. */
public record TrustedProxies(List<Network> networks) {
  /** Digits only: the JDK also takes "10.1" for an address, and we ask no name server. */
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * All addresses with the same first bits.
   *
   * @param first the one whose other bits are 0
   */
  public record Network(InetAddress first, int bits) {
    boolean holds(InetAddress address) {
      byte[] mine = first.getAddress();
      byte[] theirs = address.getAddress();
      return mine.length == theirs.length && Arrays.equals(mine, cut(theirs, bits));
    }
  }

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /**
   * Reads addresses and networks such as {@code 10.0.0.7, 10.1.0.0/16, fd00::/8}; nothing is none.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static TrustedProxies of(String list) {
    return new TrustedProxies(
        list.isBlank()
            ? List.of()
            : Arrays.stream(list.split(",", -1)).map(entry -> network(entry.strip())).toList());
  }

  private static Network network(String entry) {
    String[] parts = entry.split("/", -1);
    InetAddress address =
        literal(parts[0]).filter(_ -> parts.length <= 2).orElseThrow(() -> wrong(entry));
    int length = address.getAddress().length * Byte.SIZE;
    int bits = parts.length == 1 ? length : bits(parts[1], length).orElseThrow(() -> wrong(entry));
    Network network = new Network(address, bits);
    if (!network.holds(address)) {
      // A slip of the pen here would believe the wrong machines.
      throw new IllegalArgumentException(
          "\"%s\" has bits beyond its first %d".formatted(entry, bits));
    }
    return network;
  }

  private static Optional<Integer> bits(String text, int max) {
    return Optional.of(text)
        .filter(digits -> digits.matches("\\d{1,3}"))
        .map(Integer::parseInt)
        .filter(bits -> bits <= max);
  }

  private static IllegalArgumentException wrong(String entry) {
    return new IllegalArgumentException(
        "\"%s\" is neither an address nor a network such as 10.0.0.0/8 or fd00::/8"
            .formatted(entry));
  }

  boolean trust(InetAddress peer) {
    return networks.stream().anyMatch(network -> network.holds(peer));
  }

  /** The address that a text is; an IPv4 one in IPv6's clothes is the IPv4 one. */
  static Optional<InetAddress> literal(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same with all bits behind the first ones 0. */
  private static byte[] cut(byte[] address, int bits) {
    for (int i = 0; i < address.length; i++) {
      int left = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
      address[i] &= (byte) (0xff << (Byte.SIZE - left));
    }
    return address;
  }
}
