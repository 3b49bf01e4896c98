package carafe.rooms.hooks;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Json;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What is kept with a connection of a party's room, and goes with it to the room's next
 * incarnation.
 *
 * @param state as JSON; null for none
 * @param arriving its {@code onConnect} is not over: the next incarnation calls it again
 */
record Kept(
    List<String> tags,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode state,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean arriving) {
  static final Kept NOTHING = new Kept(List.of(), null, false);

  Kept {
    tags = List.copyOf(tags);
    state = state == null || state.isNull() ? null : state; // Jackson reads null as a node
  }

  static Kept read(ByteString bytes) {
    return bytes.isEmpty() ? NOTHING : Json.read(bytes.utf8String(), Kept.class);
  }

  ByteString bytes() {
    return equals(NOTHING) ? ByteString.emptyByteString() : Json.bytes(this);
  }

  /**
   * @throws IllegalArgumentException for too many tags or one that is too long
   */
  Kept withTags(Collection<String> tags) {
    List<String> distinct = tags.stream().distinct().toList();
    if (distinct.size() > Connection.TAGS_MAX) {
      throw new IllegalArgumentException(
          "A connection has at most %d tags, not %d"
              .formatted(Connection.TAGS_MAX, distinct.size()));
    }
    for (String tag : distinct) {
      if (tag.length() > Connection.TAG_CHARACTERS_MAX) {
        throw new IllegalArgumentException(
            "A tag has at most %d characters, not %d"
                .formatted(Connection.TAG_CHARACTERS_MAX, tag.length()));
      }
    }
    return new Kept(distinct, state, arriving);
  }

  /**
   * @throws IllegalArgumentException when it is too large
   */
  Kept withState(@Nullable Object value) {
    if (value == null) {
      return new Kept(tags, null, arriving);
    }
    String text = Json.text(value);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Connection.STATE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "A connection's state has at most %d bytes of JSON, not %d"
              .formatted(Connection.STATE_BYTES_MAX, bytes));
    }
    return new Kept(tags, Json.tree(text), arriving);
  }

  Kept withArriving(boolean arrives) {
    return new Kept(tags, state, arrives);
  }
}
