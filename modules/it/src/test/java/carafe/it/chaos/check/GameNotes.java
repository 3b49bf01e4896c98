package carafe.it.chaos.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What all clients of one game wrote down.
 *
 * @param right the right option of each question that was shown
 */
public record GameNotes(
    String code, Map<String, String> right, PhoneNotes host, List<PhoneNotes> phones) {
  public GameNotes {
    right = Map.copyOf(right);
    phones = List.copyOf(phones);
  }

  /** Everything, one note a line. */
  public String story() {
    StringBuilder text = new StringBuilder("right: " + right + "\n");
    Stream.concat(Stream.of(host), phones.stream())
        .forEach(
            who -> {
              text.append(who.name()).append('\n');
              who.notes().forEach(note -> text.append("  ").append(note).append('\n'));
            });
    return text.toString();
  }
}
