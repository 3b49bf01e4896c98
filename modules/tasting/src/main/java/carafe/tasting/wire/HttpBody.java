package carafe.tasting.wire;

import carafe.rules.session.Phase;
import java.time.Instant;

/** What the game says over HTTP and nowhere else (PROTOCOL.md, 1). */
public sealed interface HttpBody {
  /** What anybody may know of a session: the answer to {@code GET /parties/main/:code}. */
  record PublicSummary(
      String code, String title, Phase phase, int participantCount, Instant createdAt)
      implements HttpBody {}

  /** A code that is kept for whoever asked: the answer to {@code POST /parties/main}. */
  record ReservedCode(String code) implements HttpBody {}
}
