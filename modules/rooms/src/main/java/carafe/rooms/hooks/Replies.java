package carafe.rooms.hooks;

import carafe.rooms.api.Response;
import carafe.rooms.api.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** Who waits for an answer of the room; everybody gets one, even when the room stops. */
final class Replies {
  static final Response UNAVAILABLE =
      Response.error(503, "UNAVAILABLE", "The room is moving or cannot store; try again.")
          .withHeader("retry-after", "1")
          .withKind(Response.Kind.UNAVAILABLE);

  /** For who may have been heard: the room stopped before its hook was over. */
  static final Response CUT_OFF =
      Response.error(503, "UNAVAILABLE", "The room stopped before it was done; it may have begun.")
          .withKind(Response.Kind.UNAVAILABLE);

  static final Response BUSY =
      Response.error(503, "UNAVAILABLE", "The room has too much to do; try again.")
          .withHeader("retry-after", "1")
          .withKind(Response.Kind.UNAVAILABLE);

  static final Response BROKEN =
      Response.error(500, "INTERNAL", "The room could not start.")
          .withKind(Response.Kind.UNAVAILABLE);

  static final Response CIRCLE =
      Response.error(
              508, "CIRCLE", "The room waits, with its gate shut, for the answer to this request.")
          .withKind(Response.Kind.CIRCLE);

  private final Map<ActorRef<?>, Consumer<Response>> refusals = new LinkedHashMap<>();

  /** One request, one address to reply to. */
  void expectResponse(ActorRef<Response> to) {
    refusals.put(to, to::tell);
  }

  void expectVerdict(ActorRef<Verdict> to) {
    refusals.put(to, response -> to.tell(Verdict.of(response)));
  }

  void answer(ActorRef<Response> to, Response response) {
    refusals.remove(to);
    to.tell(response);
  }

  void answer(ActorRef<Verdict> to, Verdict verdict) {
    refusals.remove(to);
    to.tell(verdict);
  }

  /** Nobody will be answered any more. */
  void refuseAll(Response with) {
    refusals.values().forEach(refusal -> refusal.accept(with));
    refusals.clear();
  }
}
