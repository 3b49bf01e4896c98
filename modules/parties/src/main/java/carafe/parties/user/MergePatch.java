package carafe.parties.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Merges a patch into JSON as RFC 7396 says: what it names is set, what it names null is gone. */
final class MergePatch {
  private MergePatch() {}

  /** What comes of it; neither of the two is changed. */
  static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode merged =
        target instanceof ObjectNode before
            ? JsonNodeFactory.instance.objectNode().setAll(before)
            : JsonNodeFactory.instance.objectNode();
    for (var change : changes.properties()) {
      String name = change.getKey();
      if (change.getValue().isNull()) {
        merged.remove(name);
      } else {
        merged.set(name, apply(merged.path(name), change.getValue()));
      }
    }
    return merged;
  }
}
