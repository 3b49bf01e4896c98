package carafe.tasting.host;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rules.host.HostIndex;
import carafe.rules.host.SessionEntry;
import carafe.rules.identity.HostId;
import carafe.tasting.view.ListViews;
import carafe.tasting.wire.ErrorCode;
import carafe.tasting.wire.HttpAnswers;
import java.util.List;

/** What a host's index answers over HTTP: the list, to whoever shows the key. */
final class HostRequests {
  private HostRequests() {}

  static Response answer(HostIndex index, HostId host, Admission admission, Request request) {
    if (!request.path().isEmpty()) {
      return HttpAnswers.error(
          404, ErrorCode.BAD_MESSAGE, "A host's list has nothing below its host id.");
    }
    if (!request.method().equals("GET")) { // HEAD comes as GET
      return HttpAnswers.methodNotAllowed("GET, HEAD");
    }
    return admission
        .objection(index, HostKeys.shown(host, request))
        .map(refusal -> HttpAnswers.error(401, HostErrors.of(refusal)))
        .orElseGet(() -> HttpAnswers.ok(ListViews.list(sessions(index))));
  }

  /** Newest first. */
  static List<SessionEntry> sessions(HostIndex index) {
    return switch (index) {
      case HostIndex.Unused _ -> List.of();
      case HostIndex.Used used -> used.sessions();
    };
  }
}
