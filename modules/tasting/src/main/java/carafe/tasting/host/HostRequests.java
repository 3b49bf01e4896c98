package carafe.tasting.host;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rules.host.HostIndex;
import carafe.rules.host.SessionEntry;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.tasting.view.ListViews;
import carafe.tasting.wire.ErrorCode;
import carafe.tasting.wire.HttpAnswers;
import java.util.List;
import java.util.Optional;

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
    Optional<Hash> key = HostKeys.shown(host, request);
    return admission
        .objection(index, key)
        .map(refusal -> refused(refusal, key.isPresent()))
        .orElseGet(() -> HttpAnswers.ok(ListViews.list(sessions(index))));
  }

  /** Who shows no key is told that one is needed; who shows one that does not open guesses. */
  private static Response refused(HostIndex.Refusal refusal, boolean keyShown) {
    Response response =
        HttpAnswers.error(401, HostErrors.of(refusal)).withHeader("www-authenticate", "Bearer");
    return keyShown ? response.withKind(Response.Kind.WRONG_CREDENTIALS) : response;
  }

  /** Newest first. */
  static List<SessionEntry> sessions(HostIndex index) {
    return switch (index) {
      case HostIndex.Unused _ -> List.of();
      case HostIndex.Used used -> used.sessions();
    };
  }
}
