package carafe.parties.user;

import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Connection;
import carafe.rooms.api.Json;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.Unlisted;
import carafe.rooms.api.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

/**
 * Party {@code user}: the preferences of one person as a JSON object, over HTTP and live on all
 * their devices; docs/parties.md is its contract.
 *
 * <p>Unlisted: as long as no key is bound to it, a room is everybody's who knows its id.
 *
 * <p>Nothing here waits for the storage: what is told after a change leaves the room once the
 * change is stored.
 */
@Unlisted
public final class UserParty implements Party {
  private static final String ENTRY = "preferences";
  private static final String METHODS = "GET, HEAD, PUT, PATCH, DELETE, OPTIONS";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final Set<String> OBJECTS = Set.of("application/json");
  private static final Set<String> PATCHES = Set.of(MERGE_PATCH, "application/json");

  /** Tag of connections that showed the key. */
  private static final String OWNER = "owner";

  private static final int POLICY = 1008;

  private final Room room;
  private final Ownership ownership;

  public UserParty(Room room) {
    this.room = room;
    this.ownership = new Ownership(room);
  }

  private Optional<Preferences> stored() {
    return room.storage().get(ENTRY).map(Preferences::of);
  }

  // --- requests ---

  @Override
  public CompletionStage<Response> onRequest(Request request) {
    checkPath(request);
    return CompletableFuture.completedStage(
        switch (request.method()) {
          case "GET" -> get(request);
          case "PUT" -> put(request);
          case "PATCH" -> patch(request);
          case "DELETE" -> delete(request);
          case "OPTIONS" -> allowing(Response.empty(204)).withHeader("accept-patch", MERGE_PATCH);
          default ->
              allowing(
                  Response.error(405, "BAD_MESSAGE", "Preferences can be asked: " + METHODS + "."));
        });
  }

  private static void checkPath(Request request) {
    if (!request.path().isEmpty()) {
      throw new AnswerException(
          Response.error(404, "NOT_FOUND", "There is nothing below a user's preferences."));
    }
  }

  private static Response allowing(Response response) {
    return response.withHeader("allow", METHODS);
  }

  private Response get(Request request) {
    ownership.check(Key.ofRequest(request));
    Preferences stored =
        stored()
            .orElseThrow(
                () ->
                    new AnswerException(
                        Response.error(404, "NOT_FOUND", "No preferences are stored here.")));
    Preconditions preconditions = Preconditions.of(request);
    Optional<String> etag = Optional.of(stored.etag());
    if (!preconditions.allowReading(etag)) {
      return preconditionFailed();
    }
    return preconditions.isKnown(etag)
        ? tagged(Response.empty(304), stored)
        : tagged(Response.json(200, stored.object()), stored);
  }

  private Response put(Request request) {
    Optional<Key> key = Key.ofRequest(request);
    ownership.check(key);
    Preferences after = Preferences.of(Text.body(request, OBJECTS));
    return changed(request, key, after);
  }

  private Response patch(Request request) {
    Optional<Key> key = Key.ofRequest(request);
    ownership.check(key);
    return changed(request, key, merged(Text.body(request, PATCHES)));
  }

  private Preferences merged(JsonNode patch) {
    if (!patch.isObject()) {
      throw Text.bad("A patch is a JSON object: what it names is set, or removed when null.");
    }
    JsonNode before =
        stored().<JsonNode>map(Preferences::object).orElse(JsonNodeFactory.instance.missingNode());
    return Preferences.of(MergePatch.apply(before, patch));
  }

  private Response changed(Request request, Optional<Key> key, Preferences after) {
    Optional<Preferences> before = stored();
    if (!Preconditions.of(request).allowChange(before.map(Preferences::etag))) {
      return preconditionFailed();
    }
    store(key, before, Optional.of(after));
    return tagged(Response.json(before.isPresent() ? 200 : 201, after.object()), after);
  }

  private Response delete(Request request) {
    Optional<Key> key = Key.ofRequest(request);
    ownership.check(key);
    Optional<Preferences> before = stored();
    if (!Preconditions.of(request).allowChange(before.map(Preferences::etag))) {
      return preconditionFailed();
    }
    store(key, before, Optional.empty());
    return Response.empty(204);
  }

  private static Response preconditionFailed() {
    return Response.error(
        412,
        "PRECONDITION_FAILED",
        "The preferences are others than If-Match or If-None-Match say.");
  }

  private static Response tagged(Response response, Preferences preferences) {
    return response
        .withHeader("etag", preferences.etag())
        .withHeader("cache-control", "private, no-cache")
        .withHeader("vary", "authorization");
  }

  // --- changes ---

  /** Stores what is other than before, with whom the room belongs to if nobody did. */
  private void store(Optional<Key> key, Optional<Preferences> before, Optional<Preferences> after) {
    ownership.claim(key);
    dismissGuests();
    if (before.map(Preferences::etag).equals(after.map(Preferences::etag))) {
      return;
    }
    CompletionStage<?> _ =
        after.isPresent()
            ? room.storage().put(ENTRY, after.get().object())
            : room.storage().delete(ENTRY);
    room.broadcast(frame(after));
  }

  private static String frame(Optional<Preferences> preferences) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode().put("type", "preferences");
    frame.put("etag", preferences.map(Preferences::etag).orElse(null));
    frame.set(
        "preferences",
        preferences.map(Preferences::object).orElseGet(JsonNodeFactory.instance::objectNode));
    return Json.text(frame);
  }

  // --- devices ---

  @Override
  public CompletionStage<Verdict> onBeforeConnect(Request request) {
    checkPath(request);
    Optional<Key> key = Key.ofHandshake(request);
    ownership.check(key);
    if (key.isPresent()) {
      ownership.claim(key);
      dismissGuests();
    }
    return CompletableFuture.completedStage(Verdict.of(request));
  }

  @Override
  public Collection<String> connectionTags(Connection connection, Request request) {
    return ownership.isKey(Key.ofHandshake(request)) ? List.of(OWNER) : List.of();
  }

  @Override
  public CompletionStage<?> onConnect(Connection connection, Request request) {
    tellPresent(connection); // somebody's key may have been first between handshake and here
    return DONE;
  }

  /** It may have missed a change. */
  @Override
  public CompletionStage<?> onReturn(Connection connection) {
    tellPresent(connection);
    return DONE;
  }

  private void tellPresent(Connection connection) {
    if (isGuest(connection)) {
      dismiss(connection);
    } else {
      connection.send(frame(stored()));
    }
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, String message) {
    if (isGuest(sender)) {
      dismiss(sender);
      return DONE;
    }
    try {
      patched(sender, Text.read(message));
    } catch (AnswerException e) {
      sender.send(e.response().text());
    }
    return DONE;
  }

  private void patched(Connection sender, JsonNode message) {
    if (!message.path("type").asText().equals("patch")) {
      throw new AnswerException(
          Response.error(
              400,
              "UNKNOWN_TYPE",
              "A device says {\"type\":\"patch\",\"patch\":{…}}, nothing else."));
    }
    Optional<Preferences> before = stored();
    Preferences after = merged(message.path("patch"));
    store(Optional.empty(), before, Optional.of(after));
    if (before.filter(it -> it.etag().equals(after.etag())).isPresent()) {
      sender.send(frame(before)); // nothing changed: nobody else hears of it
    }
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, ByteString message) {
    sender.send(Text.bad("Messages are JSON in text frames.").response().text());
    return DONE;
  }

  /** Whether it came without a key before there was one. */
  private boolean isGuest(Connection connection) {
    return ownership.isBound() && !connection.tags().contains(OWNER);
  }

  private void dismissGuests() {
    if (ownership.isBound()) {
      room.connections().stream()
          .filter(connection -> !connection.tags().contains(OWNER))
          .forEach(UserParty::dismiss);
    }
  }

  private static void dismiss(Connection guest) {
    guest.close(POLICY, "this user has a key now");
  }
}
