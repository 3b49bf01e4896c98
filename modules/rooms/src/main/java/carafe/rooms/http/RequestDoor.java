package carafe.rooms.http;

import carafe.rooms.address.Destination;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Verdict;
import carafe.rooms.budget.ByteBudget;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import carafe.rooms.party.RoomType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what clients ask over HTTP to rooms and parties, wherever in the cluster they live. */
final class RequestDoor {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDoor.class);

  private static final ErrorAnswer NOTHING_HERE =
      new ErrorAnswer(
          404, "NOT_FOUND", "There is nothing at a party itself; its rooms are one level below.");

  private static final ErrorAnswer METHOD_NOT_ALLOWED =
      new ErrorAnswer(
          405, "METHOD_NOT_ALLOWED", "No party knows this method; there are " + Methods.ALL + ".");

  private final ActorSystem<?> system;
  private final HttpSettings settings;
  private final Denials denials;
  private final ClientAddress clientAddress;
  private final Body body;

  /**
   * @param budget of bodies
   */
  RequestDoor(
      ActorSystem<?> system,
      HttpSettings settings,
      Denials denials,
      ClientAddress clientAddress,
      ByteBudget budget) {
    this.system = system;
    this.settings = settings;
    this.denials = denials;
    this.clientAddress = clientAddress;
    this.body = new Body(settings, budget, system);
  }

  /** Asks a room. */
  CompletionStage<HttpResponse> toRoom(
      RoomType type, Destination.Room room, Map<String, String> query, HttpRequest request) {
    String name = type.logName(room.address().room());
    return withBody(
        name,
        request,
        body -> {
          Request asked = read(request, room.rest(), query, body);
          CompletionStage<Response> response =
              ask(type, room, replyTo -> new ToRoom.Requested(asked, replyTo));
          return response.thenCompose(it -> answer(name, request, it));
        });
  }

  /** Asks a party itself. */
  CompletionStage<HttpResponse> toParty(
      RoomType type, Map<String, String> query, HttpRequest request) {
    return withBody(
        type.party(),
        request,
        body ->
            type.request(read(request, "", query, body))
                .map(response -> response.thenCompose(it -> answer(type.party(), request, it)))
                .orElseGet(() -> completed(NOTHING_HERE.response())));
  }

  /**
   * Asks a room whether it lets somebody in.
   *
   * @param letIn what becomes of the handshake of who is let in, and with which request
   */
  CompletionStage<HttpResponse> knock(
      RoomType type,
      Destination.Room room,
      Map<String, String> query,
      HttpRequest handshake,
      Function<Request, HttpResponse> letIn) {
    String name = type.logName(room.address().room());
    Request asked = read(handshake, room.rest(), query, ByteString.emptyByteString());
    CompletionStage<Verdict> verdict =
        ask(type, room, replyTo -> new ToRoom.Knocked(asked, List.of(), replyTo));
    return verdict
        .thenCompose(
            it ->
                switch (it) {
                  case Verdict.Admitted(var request) -> completed(letIn.apply(request));
                  case Verdict.Answered(var response) -> answer(name, handshake, response);
                })
        .exceptionally(failure -> Failures.excuse(name, failure));
  }

  private <T> CompletionStage<T> ask(
      RoomType type, Destination.Room room, Function<ActorRef<T>, RoomMessage> question) {
    return ClusterSharding.get(system)
        .entityRefFor(type.entity(), room.address().room())
        .ask(question::apply, settings.answerTimeout());
  }

  private CompletionStage<HttpResponse> withBody(
      String asked,
      HttpRequest request,
      Function<ByteString, CompletionStage<HttpResponse>> asking) {
    if (!Methods.reachRooms(request.method())) {
      request.discardEntityBytes(system);
      return completed(
          METHOD_NOT_ALLOWED.response().addHeader(RawHeader.create("allow", Methods.ALL)));
    }
    return body.with(request, asking).exceptionally(failure -> Failures.excuse(asked, failure));
  }

  /** Nobody but the cluster can say that a room asks: a client's request is from none. */
  private static Request read(
      HttpRequest request, String path, Map<String, String> query, ByteString body) {
    return new Request(
        Methods.shown(request.method()),
        path,
        query,
        Shown.headers(request),
        body,
        Optional.empty());
  }

  private CompletionStage<HttpResponse> answer(
      String asked, HttpRequest request, Response response) {
    HttpResponse answer = Answer.of(response, asked);
    if (response.status() == 500) {
      LOG.warn("{} answered a {} with status 500", asked, request.method().value());
    }
    return response.kind() == Response.Kind.WRONG_CREDENTIALS
        ? denials.late(clientAddress.of(request), answer)
        : completed(answer);
  }

  private static CompletionStage<HttpResponse> completed(HttpResponse answer) {
    return CompletableFuture.completedStage(answer);
  }
}
