package carafe.rooms.http;

import carafe.rooms.address.ClientId;
import carafe.rooms.address.Destination;
import carafe.rooms.address.Query;
import carafe.rooms.connection.Arrival;
import carafe.rooms.connection.Connections;
import carafe.rooms.message.Visitor;
import carafe.rooms.party.Cors;
import carafe.rooms.party.RoomType;
import carafe.rooms.party.RoomTypes;
import carafe.rooms.transport.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Every HTTP request comes here first: those to rooms and parties are answered, WebSockets let in,
 * all others handed on. A plain function, so that a WebSocket costs no routing.
 */
public final class FrontDoor implements Function<HttpRequest, CompletionStage<HttpResponse>> {
  private static final String RAW_TARGET = "Raw-Request-URI";

  private final ActorSystem<?> system;
  private final RoomTypes types;
  private final Connections connections;
  private final Transport transport;
  private final ClientAddress clientAddress;
  private final RequestDoor requests;
  private final Function<HttpRequest, CompletionStage<HttpResponse>> elsewhere;

  /**
   * @param elsewhere answers what goes to no party, in a time that it bounds itself
   */
  public FrontDoor(
      ActorSystem<?> system,
      HttpSettings settings,
      Denials denials,
      RoomTypes types,
      Connections connections,
      Transport transport,
      Function<HttpRequest, CompletionStage<HttpResponse>> elsewhere) {
    this.system = system;
    this.types = types;
    this.connections = connections;
    this.transport = transport;
    this.clientAddress = new ClientAddress(settings.trustedProxies());
    this.requests =
        new RequestDoor(system, settings, denials, clientAddress, connections.budgets().arriving());
    this.elsewhere = elsewhere;
  }

  @Override
  public CompletionStage<HttpResponse> apply(HttpRequest request) {
    if (hasUnreadCoding(request)) {
      return unreadCoding(request);
    }
    return SwallowedLine.mayBeIn(request)
        ? answer(request).thenApply(SwallowedLine::asLast)
        : answer(request);
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    String target = target(request);
    return switch (Destination.of(target)) {
      case Destination.Elsewhere _ -> elsewhere.apply(request);
      case Destination.Malformed it ->
          it.party()
              .flatMap(types::get)
              .map(type -> toPages(type, request, () -> malformed(it, request)))
              .orElseGet(() -> malformed(it, request));
      case Destination.Party it ->
          types
              .get(it.party())
              .map(type -> toPages(type, request, () -> toParty(type, target, request)))
              .orElseGet(() -> unknownParty(request));
      case Destination.Room it ->
          types
              .get(it.address().party())
              .map(type -> toPages(type, request, () -> toRoom(type, it, target, request)))
              .orElseGet(() -> unknownParty(request));
    };
  }

  /** For pages of other origins too, where a party is open to them. */
  private CompletionStage<HttpResponse> toPages(
      RoomType type, HttpRequest request, Supplier<CompletionStage<HttpResponse>> answer) {
    Cors cors = type.cors();
    if (cors.isNone() || WebSocketHandshake.isAsked(request)) {
      return answer.get();
    }
    if (CrossOrigin.isPreflight(request)) {
      request.discardEntityBytes(system);
      return CompletableFuture.completedStage(CrossOrigin.preflight(cors, request));
    }
    return answer.get().thenApply(it -> CrossOrigin.shown(cors, request, it));
  }

  private CompletionStage<HttpResponse> toParty(RoomType type, String target, HttpRequest request) {
    Optional<Map<String, String>> query = Query.of(target);
    if (query.isEmpty()) {
      return brokenQuery(request);
    }
    if (WebSocketHandshake.isAsked(request)) {
      return refuse(
          request, 400, "BAD_ADDRESS", "A WebSocket goes to a room: /parties/:party/:room.");
    }
    return requests.toParty(type, query.get(), request);
  }

  private CompletionStage<HttpResponse> toRoom(
      RoomType type, Destination.Room room, String target, HttpRequest request) {
    Optional<String> objection = type.objection(room.address().room());
    if (objection.isPresent()) {
      return refuse(request, 400, "BAD_ADDRESS", objection.get());
    }
    Optional<Map<String, String>> query = Query.of(target);
    if (query.isEmpty()) {
      return brokenQuery(request);
    }
    if (WebSocketHandshake.isValid(request)) {
      return type.asksBeforeConnect()
          ? knock(type, room, query.get(), request)
          : CompletableFuture.completedStage(
              letIn(type, room, visitor(type, room, query.get(), request), request));
    }
    if (WebSocketHandshake.isAsked(request)) {
      return brokenHandshake(request);
    }
    return requests.toRoom(type, room, query.get(), request);
  }

  private static Visitor visitor(
      RoomType type, Destination.Room room, Map<String, String> query, HttpRequest request) {
    String id = ClientId.of(query);
    return type.looksAtVisitors()
        ? new Visitor(id, room.rest(), query, Shown.headers(request))
        : new Visitor(id, "", Map.of(), Map.of());
  }

  /** The room says first whether, and as whom, it lets somebody in. */
  private CompletionStage<HttpResponse> knock(
      RoomType type, Destination.Room room, Map<String, String> query, HttpRequest request) {
    return connections.haveRoom()
        ? requests.knock(
            type,
            room,
            query,
            request,
            it ->
                letIn(
                    type,
                    room,
                    new Visitor(ClientId.of(it.query()), it.path(), it.query(), it.headers()),
                    request))
        : CompletableFuture.completedStage(full());
  }

  private HttpResponse letIn(
      RoomType type, Destination.Room room, Visitor visitor, HttpRequest request) {
    if (!connections.haveRoom()) {
      return full();
    }
    Arrival arrival = new Arrival(type, room.address(), visitor, clientAddress.of(request));
    return transport.accept(request, wire -> connections.open(arrival, wire));
  }

  private static HttpResponse full() {
    return new ErrorAnswer(503, "UNAVAILABLE", "This server takes no more connections now.")
        .response()
        .addHeader(RawHeader.create("Retry-After", "5"));
  }

  private CompletionStage<HttpResponse> brokenHandshake(HttpRequest request) {
    boolean otherVersion =
        request
            .getHeader("Sec-WebSocket-Version")
            .filter(version -> !version.value().equals("13"))
            .isPresent();
    return otherVersion
        ? refuse(request, 426, "BAD_HANDSHAKE", "Only version 13 of WebSocket is spoken here.")
            // A 426 must name the protocol (RFC 9110, 15.5.22), which is for this connection only.
            .thenApply(
                it ->
                    it.addHeader(RawHeader.create("Sec-WebSocket-Version", "13"))
                        .addHeader(RawHeader.create("Upgrade", "websocket"))
                        .addHeader(Connection.create("upgrade")))
        : refuse(
            request,
            400,
            "BAD_HANDSHAKE",
            "A WebSocket handshake is a GET over HTTP/1.1 without a body, with Connection: Upgrade"
                + " (and not close), Upgrade: websocket, Sec-WebSocket-Version: 13 and a"
                + " Sec-WebSocket-Key of 16 bytes in base64.");
  }

  /**
   * Nobody knows where its body ends: what follows must not be taken for the next request, which a
   * proxy in front, that did know, would never have seen.
   */
  private CompletionStage<HttpResponse> unreadCoding(HttpRequest request) {
    return refuse(
            request,
            400,
            "BAD_REQUEST",
            "The Transfer-Encoding of a request can only be chunked, and nothing more.")
        .thenApply(it -> it.addHeader(Connection.create("close")));
  }

  private CompletionStage<HttpResponse> malformed(
      Destination.Malformed address, HttpRequest request) {
    return refuse(request, 400, "BAD_ADDRESS", address.why());
  }

  private CompletionStage<HttpResponse> brokenQuery(HttpRequest request) {
    return refuse(request, 400, "BAD_ADDRESS", "The query is not percent-encoded UTF-8.");
  }

  private CompletionStage<HttpResponse> unknownParty(HttpRequest request) {
    return refuse(request, 404, "UNKNOWN_PARTY", "This server has no party of that name.");
  }

  private CompletionStage<HttpResponse> refuse(
      HttpRequest request, int status, String code, String message) {
    if (!request.entity().isStrict()) {
      request.discardEntityBytes(system);
    }
    return CompletableFuture.completedStage(new ErrorAnswer(status, code, message).response());
  }

  /**
   * Pekko HTTP takes those that it understands off a request, and reads one with any other, such as
   * {@code chunked,}, as if it had no body.
   */
  private static boolean hasUnreadCoding(HttpRequest request) {
    return request.getHeader("Transfer-Encoding").isPresent();
  }

  /** As it was on the request line, where the settings of {@link HttpServer} put it. */
  private static String target(HttpRequest request) {
    return request
        .getHeader(RAW_TARGET)
        .map(HttpHeader::value)
        .orElseGet(() -> request.getUri().toRelative().toString());
  }
}
