package carafe.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Everything a server has said on its way. */
public record ServerLog(List<String> lines) {
  private static final Pattern STACK_FRAME = Pattern.compile("\\s+at [\\w.$/]+\\(.*\\).*");

  public ServerLog {
    lines = List.copyOf(lines);
  }

  /** Nothing clients do brings about a stack trace. */
  public void mustHaveNoStackTrace() {
    assertThat(lines.stream().filter(line -> STACK_FRAME.matcher(line).matches())).isEmpty();
  }

  /** Nothing of what they sent comes here as it was. */
  public void mustHoldNone(Set<String> secrets) {
    assertThat(lines.stream().filter(line -> line.codePoints().anyMatch(ServerLog::isForeign)))
        .as("lines with control characters")
        .isEmpty();
    assertThat(lines.stream().filter(line -> line.startsWith("2026-01-01 ERROR FORGED-LINE")))
        .as("lines that a client wrote")
        .isEmpty();
    assertThat(
            lines.stream()
                .filter(line -> secrets.stream().anyMatch(secret -> line.contains(secret))))
        .as("lines with secrets")
        .isEmpty();
  }

  /** Tabs stand before stack frames; nothing else of that kind is ours. */
  private static boolean isForeign(int codePoint) {
    return Character.isISOControl(codePoint) && codePoint != '\t';
  }
}
