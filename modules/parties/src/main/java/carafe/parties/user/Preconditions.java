package carafe.parties.user;

import carafe.rooms.api.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What has to hold of the stored object for a request to be done: {@code If-Match} and {@code
 * If-None-Match} (RFC 9110, 13). A tag that is none matches nothing.
 */
record Preconditions(Optional<Tags> ifMatch, Optional<Tags> ifNoneMatch) {
  private static final Pattern TAG = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")");

  /** The tags of one header. */
  private record Tags(boolean any, List<Tag> tags) {
    boolean match(Optional<String> etag, boolean weakToo) {
      return etag.isPresent()
          && (any
              || tags.stream()
                  .anyMatch(tag -> tag.value.equals(etag.get()) && (weakToo || !tag.weak)));
    }
  }

  private record Tag(boolean weak, String value) {}

  static Preconditions of(Request request) {
    return new Preconditions(tags(request, "if-match"), tags(request, "if-none-match"));
  }

  private static Optional<Tags> tags(Request request, String header) {
    List<String> lines = request.headers().get(header);
    if (lines == null) {
      return Optional.empty();
    }
    String all = String.join(",", lines);
    List<Tag> tags = TAG.matcher(all).results().map(Preconditions::tag).toList();
    return Optional.of(new Tags(all.strip().equals("*"), tags));
  }

  private static Tag tag(MatchResult match) {
    return new Tag(match.group(1) != null, match.group(2));
  }

  /** Whether a change may be made where this is stored, if anything is. */
  boolean allowChange(Optional<String> etag) {
    return allowReading(etag) && !isKnown(etag);
  }

  /** Whether it may be read at all. */
  boolean allowReading(Optional<String> etag) {
    return ifMatch.isEmpty() || ifMatch.get().match(etag, false);
  }

  /** Whether who asks has it already. */
  boolean isKnown(Optional<String> etag) {
    return ifNoneMatch.isPresent() && ifNoneMatch.get().match(etag, true);
  }
}
