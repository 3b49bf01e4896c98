package carafe.rooms.calls;

import carafe.rooms.address.ClientId;
import carafe.rooms.address.Destination;
import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.FetchException;
import carafe.rooms.api.FetchException.Reason;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.RoomSocket;
import carafe.rooms.api.Verdict;
import carafe.rooms.census.Census;
import carafe.rooms.census.Tally;
import carafe.rooms.connection.Entrance;
import carafe.rooms.json.LoneSurrogates;
import carafe.rooms.message.Caller;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import carafe.rooms.message.Visitor;
import carafe.rooms.party.RoomType;
import carafe.rooms.party.RoomTypes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Calls between the rooms of a cluster: requests through sharding, sockets through relays. */
public final class ClusterCalls implements RoomCalls {
  /** Most rooms that wait for each other in a row. */
  public static final int CALLERS_MAX = 16;

  private final ActorSystem<?> system;
  private final CallSettings settings;
  private final Supplier<RoomTypes> types;
  private final Entrance entrance;
  private final Tally tally;
  private final Census census;
  private final InstantSource wall;
  private final AtomicInteger sockets = new AtomicInteger();

  /**
   * @param types asked at the first call: the types of rooms that call are made before all are
   *     known
   */
  public ClusterCalls(
      ActorSystem<?> system,
      CallSettings settings,
      Supplier<RoomTypes> types,
      Entrance entrance,
      Tally tally,
      Census census,
      InstantSource wall) {
    this.system = system;
    this.settings = settings;
    this.types = types;
    this.entrance = entrance;
    this.tally = tally;
    this.census = census;
    this.wall = wall;
  }

  /** A room that may be called. */
  private record Callee(RoomType type, RoomAddress address) {
    /** As errors may call it. */
    String name() {
      return type.listed() ? address.toString() : "a room of party " + address.party();
    }
  }

  @Override
  public Set<String> parties() {
    return types.get().all().stream()
        .map(RoomType::party)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void check(RoomAddress to) {
    callee(to);
  }

  private Callee callee(RoomAddress to) {
    RoomType type =
        types
            .get()
            .get(to.party())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no party \"%s\"; there are %s"
                            .formatted(to.party(), String.join(", ", parties()))));
    Destination.objection(to.room())
        .or(() -> type.objection(to.room()))
        .ifPresent(
            objection -> {
              throw new IllegalArgumentException(
                  "That is no id of a room of party %s: %s".formatted(to.party(), objection));
            });
    return new Callee(type, to);
  }

  @Override
  public CompletionStage<Response> fetch(RoomAddress to, Request request, List<Caller> callers) {
    return attempt(
        () -> {
          Callee callee = callee(to);
          Request asked = checked(callee, request, callers);
          return this.<Response>ask(
                  callee, replyTo -> new ToRoom.Requested(asked, callers, replyTo))
              .thenApply(response -> answered(callee, response));
        });
  }

  @Override
  public CompletionStage<RoomSocket> socket(
      RoomAddress to, Request request, List<Caller> callers, Ears ears) {
    return attempt(
        () -> {
          Callee callee = callee(to);
          Request asked = checked(callee, request, callers);
          return callee.type.asksBeforeConnect()
              ? knock(callee, asked, callers).thenCompose(admitted -> enter(callee, admitted, ears))
              : enter(callee, asked, ears);
        });
  }

  private CompletionStage<Request> knock(Callee callee, Request request, List<Caller> callers) {
    return this.<Verdict>ask(callee, replyTo -> new ToRoom.Knocked(request, callers, replyTo))
        .thenApply(
            verdict ->
                switch (verdict) {
                  case Verdict.Admitted it -> it.request().withFrom(request.from());
                  case Verdict.Answered it -> throw refusal(callee, it.response());
                });
  }

  private static FetchException refusal(Callee callee, Response response) {
    answered(callee, response);
    return new FetchException(
        Reason.REFUSED,
        "%s refused the connection with status %d".formatted(callee.name(), response.status()));
  }

  private CompletionStage<RoomSocket> enter(Callee callee, Request request, Ears ears) {
    if (sockets.incrementAndGet() > settings.socketsMax()) {
      sockets.decrementAndGet();
      throw new FetchException(
          Reason.UNAVAILABLE,
          "%s was not connected to: this node has its %d sockets between rooms"
              .formatted(callee.name(), settings.socketsMax()));
    }
    Visitor visitor =
        new Visitor(
            ClientId.of(request.query()),
            request.path(),
            request.query(),
            request.headers(),
            request.from());
    RoomAddress counted = tally.opened(callee.type, callee.address);
    InnerConnection connection =
        new InnerConnection(
            visitor, callee.type, callee.name(), settings, wall, ears, () -> over(counted));
    entrance.enter(callee.type, callee.address, connection);
    CompletableFuture.delayedExecutor(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .execute(connection::giveUpUnlessOpen);
    return connection.opened();
  }

  private void over(RoomAddress counted) {
    sockets.decrementAndGet();
    tally.closed(counted);
  }

  @Override
  public CompletionStage<Map<RoomAddress, Integer>> liveConnections() {
    return census.liveConnections();
  }

  // ---- what both kinds of call have in common

  /** The request with who sends it, if it may be sent. */
  private Request checked(Callee callee, Request request, List<Caller> callers) {
    if (callers.size() > CALLERS_MAX) {
      throw new FetchException(
          Reason.CIRCLE,
          "%s was not asked: %d rooms wait for each other already, at most %d may"
              .formatted(callee.name(), callers.size(), CALLERS_MAX));
    }
    long size = size(request);
    if (size > settings.requestBytesMax()) {
      throw new IllegalArgumentException(
          "A request to %s of %d bytes is too large: with path, query and headers it may have %d (carafe.rooms.calls.request-bytes-max)"
              .formatted(callee.name(), size, settings.requestBytesMax()));
    }
    if (!isUnicode(request)) {
      throw new IllegalArgumentException(
          "A request to %s holds half a character (a lone surrogate) in its path, query or headers"
              .formatted(callee.name()));
    }
    return request.withFrom(
        callers.isEmpty() ? Optional.empty() : Optional.of(callers.getLast().room()));
  }

  /** What is not has no form between nodes: whoever waits for it waits in vain. */
  private static boolean isUnicode(Request request) {
    return Stream.of(
            Stream.of(request.method(), request.path()),
            request.query().keySet().stream(),
            request.query().values().stream(),
            request.headers().keySet().stream(),
            request.headers().values().stream().flatMap(List::stream))
        .flatMap(Function.identity())
        .allMatch(LoneSurrogates::none);
  }

  private static long size(Request request) {
    long size = request.body().size();
    size += request.method().length();
    size += request.path().length();
    for (Map.Entry<String, String> parameter : request.query().entrySet()) {
      size += parameter.getKey().length();
      size += parameter.getValue().length();
    }
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      size += header.getKey().length();
      for (String value : header.getValue()) {
        size += value.length();
      }
    }
    return size;
  }

  private <T> CompletionStage<T> ask(Callee callee, Function<ActorRef<T>, RoomMessage> message) {
    return ClusterSharding.get(system)
        .entityRefFor(callee.type.entity(), callee.address.room())
        .<T>ask(message::apply, settings.timeout())
        .exceptionallyCompose(failure -> CompletableFuture.failedStage(named(callee, failure)));
  }

  private Throwable named(Callee callee, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? new FetchException(
            Reason.TIMEOUT,
            "%s did not answer within %s".formatted(callee.name(), Shown.of(settings.timeout())))
        : cause;
  }

  /** The response, unless it says that there is none. */
  private static Response answered(Callee callee, Response response) {
    return switch (response.kind()) {
      case ANSWER, WRONG_CREDENTIALS -> response;
      case UNAVAILABLE ->
          throw new FetchException(Reason.UNAVAILABLE, callee.name() + " is not available now");
      case CIRCLE ->
          throw new FetchException(
              Reason.CIRCLE,
              callee.name() + " cannot answer: it waits for this very call with its gate shut");
    };
  }

  private static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> call) {
    try {
      return call.get();
    } catch (FetchException | IllegalArgumentException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
