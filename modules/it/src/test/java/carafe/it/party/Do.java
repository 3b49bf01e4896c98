package carafe.it.party;

import carafe.it.client.Say;
import java.util.HashMap;
import java.util.Map;

/** What party {@link carafe.it.party.trial.Trial} is asked to do. */
final class Do {
  private Do() {}

  static String echo(String text) {
    return of("echo", Map.of("text", text));
  }

  static String of(String what) {
    return of(what, Map.of());
  }

  static String of(String what, Map<String, ?> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.put("do", what);
    return Say.json(fields);
  }
}
