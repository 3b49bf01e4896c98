package carafe.tasting.session;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rules.session.Session;
import carafe.rules.session.Tasting;
import carafe.tasting.wire.ErrorCode;
import carafe.tasting.wire.HttpAnswers;
import carafe.tasting.wire.HttpBody;
import carafe.tasting.wire.Refusals;

/** What a session answers over HTTP: its public summary (PROTOCOL.md, 1). */
final class SessionRequests {
  private SessionRequests() {}

  static Response answer(Session session, String code, Request request) {
    if (!request.path().isEmpty()) {
      return HttpAnswers.error(404, ErrorCode.BAD_MESSAGE, "A session has nothing below its code.");
    }
    if (!request.method().equals("GET")) { // HEAD comes as GET
      return HttpAnswers.methodNotAllowed("GET, HEAD");
    }
    return session
        .created()
        .map(tasting -> HttpAnswers.ok(200, summary(session, code, tasting)))
        .orElseGet(() -> HttpAnswers.error(404, Refusals.sessionNotFound()));
  }

  private static HttpBody.PublicSummary summary(Session session, String code, Tasting tasting) {
    return new HttpBody.PublicSummary(
        code,
        tasting.plan().title(),
        session.phase(),
        session.seated().size(),
        tasting.createdAt());
  }
}
