package carafe.parties.connections;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Connection;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

/**
 * Party {@code connections}: how many live connections every room of every party has, over HTTP and
 * live; docs/parties.md is its contract. Counts that others post stand beside them, under keys
 * without a slash.
 *
 * <p>The nodes know the counts; this room asks only when it is asked, or while somebody listens.
 */
public class ConnectionsParty implements Party {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final int POSTED_KEYS_MAX = 10_000;

  /** Tag of listeners who asked for nothing special. */
  private static final String USUAL = "usual";

  /** How long after its start a room waits for listeners that come back to it by themselves. */
  private static final int PAUSES_AFTER_START = 30;

  private final Room room;
  private final Posted posted;

  /** Most views beside the usual one that listeners may want; each is made at every look. */
  private static final int VIEWS_MAX = 64;

  private static final String TOO_MANY_VIEWS =
      "Listeners already want %d different views of this room.".formatted(VIEWS_MAX);

  /** RFC 6455's code for "try again later". */
  private static final int TRY_AGAIN_LATER = 1013;

  /** Of a view that not all who want it have been told alike. */
  private static final UUID NEVER = new UUID(0, 0);

  /**
   * What was told last, as a hash, to those who want to see it so; they have a place here first.
   */
  private final Map<View, UUID> told = new HashMap<>();

  private Map<RoomAddress, Integer> toldLive = Map.of();
  private long toldPosted = -1;
  private boolean looking;
  private int pausesWithoutListeners;

  public ConnectionsParty(Room room) {
    this(room, POSTED_KEYS_MAX);
  }

  ConnectionsParty(Room room, int postedKeysMax) {
    this.room = room;
    this.posted = new Posted(room.storage(), postedKeysMax);
  }

  @Override
  public CompletionStage<?> onStart() {
    posted.read();
    look();
    return DONE;
  }

  /** Refuses a query that says nothing sensible, and one view too many. */
  @Override
  public CompletionStage<Verdict> onBeforeConnect(Request request) {
    if (isOneTooMany(View.of(request))) {
      throw new AnswerException(Response.error(503, "TOO_MANY_VIEWS", TOO_MANY_VIEWS));
    }
    return CompletableFuture.completedStage(Verdict.of(request));
  }

  private boolean isOneTooMany(View view) {
    if (view.equals(View.USUAL) || told.containsKey(view)) {
      return false;
    }
    Set<View> wanted = new HashSet<>(told.keySet());
    room.connections().forEach(listener -> wanted.add(view(listener))); // back after a restart
    wanted.remove(View.USUAL);
    return wanted.size() >= VIEWS_MAX && !wanted.contains(view);
  }

  @Override
  public Collection<String> connectionTags(Connection connection, Request request) {
    return View.of(request).equals(View.USUAL) ? List.of(USUAL) : List.of();
  }

  @Override
  public CompletionStage<?> onConnect(Connection connection, Request request) {
    View view = View.of(request);
    if (isOneTooMany(view)) { // others were let in at the same time
      connection.close(TRY_AGAIN_LATER, TOO_MANY_VIEWS);
      return DONE;
    }
    told.putIfAbsent(view, NEVER);
    if (!view.equals(View.USUAL)) {
      connection.setState(view);
    }
    return live()
        .thenAccept(
            live -> {
              String text = view.show(live, posted.counts());
              connection.send(text);
              if (!hash(text).equals(told.get(view))) {
                told.put(view, NEVER); // the next look tells them all
                toldPosted = -1;
              }
              look();
            });
  }

  /** It may have missed a change: the next look tells all who want the same view. */
  @Override
  public CompletionStage<?> onReturn(Connection connection) {
    told.put(view(connection), NEVER);
    toldPosted = -1;
    look();
    return DONE;
  }

  @Override
  public CompletionStage<Response> onRequest(Request request) {
    View view = View.of(request);
    return switch (request.method()) {
      case "GET" -> answer(view);
      case "POST" -> posted.count(Update.of(request)).thenCompose(_ -> answer(view));
      default ->
          CompletableFuture.completedStage(
              Response.error(405, "METHOD_NOT_ALLOWED", "Only GET and POST are answered here.")
                  .withHeader("allow", "GET, POST"));
    };
  }

  private CompletionStage<Response> answer(View view) {
    return live()
        .thenApply(
            live ->
                new Response(
                    200,
                    Map.of("content-type", "application/json", "cache-control", "no-store"),
                    ByteString.fromString(view.show(live, posted.counts()))));
  }

  private CompletionStage<Map<RoomAddress, Integer>> live() {
    return room.parties().liveConnections();
  }

  // ---- listeners

  /** Looks for changes from now on, as long as somebody listens. */
  private void look() {
    pausesWithoutListeners = 0;
    if (!looking) {
      looking = true;
      pause();
    }
  }

  private void pause() {
    var _ = room.after(PAUSE, this::lookOnce);
  }

  private CompletionStage<?> lookOnce() {
    if (!room.connections().isEmpty()) {
      pausesWithoutListeners = 0;
    } else if (++pausesWithoutListeners > PAUSES_AFTER_START) {
      looking = false;
      told.clear();
      return DONE;
    } else {
      pause();
      return DONE;
    }
    pause(); // first: whatever becomes of this look, there is a next
    return live().thenAccept(this::tellIfChanged);
  }

  private void tellIfChanged(Map<RoomAddress, Integer> live) {
    if (live.equals(toldLive) && posted.version() == toldPosted) {
      return;
    }
    toldLive = live;
    toldPosted = posted.version();
    List<Connection> listeners = room.connections();
    if (room.connections(USUAL).size() == listeners.size()) {
      String text = View.USUAL.show(live, posted.counts());
      told.keySet().retainAll(Set.of(View.USUAL));
      if (!hash(text).equals(told.put(View.USUAL, hash(text)))) {
        room.broadcast(text);
      }
    } else {
      tellEach(listeners, live);
    }
  }

  private void tellEach(List<Connection> listeners, Map<RoomAddress, Integer> live) {
    Map<View, List<Connection>> byView = new HashMap<>();
    for (Connection listener : listeners) {
      byView.computeIfAbsent(view(listener), _ -> new ArrayList<>()).add(listener);
    }
    told.keySet().retainAll(byView.keySet());
    byView.forEach(
        (view, those) -> {
          String text = view.show(live, posted.counts());
          if (!hash(text).equals(told.put(view, hash(text)))) {
            those.forEach(listener -> listener.send(text));
          }
        });
  }

  private static View view(Connection listener) {
    return listener.tags().contains(USUAL)
        ? View.USUAL
        : listener.state(View.class).orElse(View.USUAL);
  }

  private static UUID hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
