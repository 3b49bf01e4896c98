package carafe.parties.user;

import carafe.rooms.api.Json;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.hooks.PartyServer;
import carafe.rooms.journal.JournalEntry;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The room of one user, who has just been made up, as seen from outside. */
final class UserRoom {
  final String id = PartyServer.freshRoom();
  private final String address = "user/" + id;
  private final UserServer server;

  UserRoom(UserServer server) {
    this.server = server;
  }

  HttpResponse<String> request(String method, String body, String... headers) {
    return server.server().request(method, address, body, headers);
  }

  HttpResponse<String> get(String... headers) {
    return request("GET", "", headers);
  }

  /** With something behind the room's address. */
  HttpResponse<String> getAt(String pathAndQuery) {
    return server.server().get(address + pathAndQuery);
  }

  HttpResponse<String> put(String body, String... headers) {
    return request("PUT", body, headers);
  }

  /** What {@link AskingParty} is answered in place of a client. */
  HttpResponse<String> getByWayOfAnother(String query) {
    return server.server().get("asking/" + id + query);
  }

  static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("etag").orElseThrow();
  }

  static String code(HttpResponse<String> response) {
    return Json.tree(response.body()).path("code").textValue();
  }

  SocketClient device(String query) {
    return server.open(address + query);
  }

  /** The room's actor ends; the next word to it starts another. */
  void stop() {
    ClusterSharding.get(server.server().system)
        .entityRefFor(EntityTypeKey.create(RoomMessage.class, "user"), id)
        .tell(new ToRoom.Stop());
  }

  /** One that has not sent its handshake. */
  SocketClient newDevice() {
    return server.connect();
  }

  String handshake(String query, String... headers) {
    return SocketClient.handshake("/parties/" + address + query, headers);
  }

  HttpReply knock(String query) {
    return newDevice().send(handshake(query)).reply();
  }

  static String told(SocketClient device) {
    JsonNode told = Json.tree(device.read().payload());
    return told.path("type").textValue().equals("preferences")
        ? told.path("preferences").toString()
        : told.path("code").textValue();
  }

  /** What is stored of it, a line an entry. */
  String journal() {
    return server.server().journal.persistedInStorage("user|" + id).stream()
        .map(stored -> ((JournalEntry) stored).json().utf8String())
        .collect(Collectors.joining("\n"));
  }
}
