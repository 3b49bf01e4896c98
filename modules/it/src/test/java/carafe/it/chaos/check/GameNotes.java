package carafe.it.chaos.check;

import java.util.List;
import java.util.Map;

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
}
