package carafe.rooms.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.transport.ConformanceCases.Case;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Sections 6.5 to 6.23 of the Autobahn test suite: which bytes are UTF-8. */
final class Utf8Cases {
  private static final int NOT_UTF_8 = 1007;

  private final List<Case> cases = new ArrayList<>();

  static List<Case> all() {
    Utf8Cases all = new Utf8Cases();
    all.table();
    return all.cases;
  }

  private void table() {
    table("6.5", true, "68656c6c6f24776f726c64", "68656c6cc2a26f776f726c64");
    table("6.5.e", true, "68656c6ce282ac6f776f726c64", "68656c6cf0a4ada26f776f726c64");
    table("6.6.cut", false, "ce", "cebae1", "cebae1bd", "cebae1bdb9cf", "cebae1bdb9cf83ce");
    table("6.6.whole", true, "ceba", "cebae1bdb9", "cebae1bdb9cf83", "cebae1bdb9cf83cebcceb5");
    table("6.7", true, "00", "c280", "e0a080", "f0908080");
    table("6.8", false, "f888808080", "fc8480808080");
    table("6.9", true, "7f", "dfbf", "efbfbf", "f48fbfbf");
    table("6.10", false, "f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf");
    table("6.11", true, "ed9fbf", "ee8080", "efbfbd", "f48fbfbf");
    table("6.11.e", false, "f4908080");
    table("6.12", false, "80", "bf", "80bf", "80bf80", "80bf80bf", "80bf80bf80", "80bf80bf80bf");
    table("6.12.8", false, everyContinuation());
    table("6.13", false, starts(0xC0, 0xDF), starts(0xE0, 0xEF), starts(0xF0, 0xF7));
    table("6.13.d", false, starts(0xF8, 0xFB), starts(0xFC, 0xFD));
    String[] unfinished = {
      "c0", "e080", "f08080", "f8808080", "fc80808080",
      "df", "efbf", "f7bfbf", "fbbfbfbf", "fdbfbfbfbf"
    };
    table("6.14", false, unfinished);
    table("6.15", false, String.join("", unfinished));
    table("6.16", false, "fe", "ff", "fefeffff");
    table("6.17", false, "c0af", "e080af", "f08080af", "f8808080af", "fc80808080af");
    table("6.18", false, "c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "fc83bfbfbfbf");
    table("6.19", false, "c080", "e08080", "f0808080", "f880808080", "fc8080808080");
    table("6.20", false, "eda080", "edadbf", "edae80", "edafbf", "edb080", "edbe80", "edbfbf");
    String[] high = {"eda080", "edadbf", "edae80", "edafbf"};
    for (String half : high) {
      table("6.21." + half, false, half + "edb080", half + "edbfbf");
    }
    for (int plane = 0; plane <= 16; plane++) {
      table(
          "6.22.plane " + plane, true, utf8((plane << 16) + 0xFFFE), utf8((plane << 16) + 0xFFFF));
    }
    for (int special = 0xFFF9; special <= 0xFFFF; special++) {
      table("6.23." + (special - 0xFFF8), true, utf8(special));
    }
  }

  private void table(String name, boolean valid, String... payloads) {
    for (int i = 0; i < payloads.length; i++) {
      byte[] payload = HexFormat.of().parseHex(payloads[i]);
      cases.add(
          new Case(
              name + "." + (i + 1),
              List.of(ClientFrame.of(ClientFrame.TEXT, payload).bytes()),
              valid ? List.of(ConformanceCases.echo(new String(payload, UTF_8))) : List.of(),
              valid ? 0 : NOT_UTF_8));
    }
  }

  private static String everyContinuation() {
    StringBuilder all = new StringBuilder();
    for (int next = 0x80; next <= 0xBF; next++) {
      all.append(Integer.toHexString(next));
    }
    return all.toString();
  }

  /** Lonely first bytes, a space after each. */
  private static String starts(int from, int to) {
    StringBuilder all = new StringBuilder();
    for (int next = from; next <= to; next++) {
      all.append(Integer.toHexString(next)).append("20");
    }
    return all.toString();
  }

  private static String utf8(int character) {
    return HexFormat.of().formatHex(Character.toString(character).getBytes(UTF_8));
  }
}
