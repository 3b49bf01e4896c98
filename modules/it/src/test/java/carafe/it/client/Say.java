package carafe.it.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** What clients say, field for field as in the event reference. */
public final class Say {
  private static final JsonMapper JSON = new JsonMapper();

  private Say() {}

  public static String createSession(String hostId, Plan plan) {
    Map<String, Object> message = plan("create_session", plan);
    message.put("hostId", hostId);
    return json(message);
  }

  /** With the key of PROTOCOL.md, 4. */
  public static String createSession(String hostId, String hostKey, Plan plan) {
    Secrets.note(hostKey);
    Map<String, Object> message = plan("create_session", plan);
    message.put("hostId", hostId);
    message.put("hostKey", hostKey);
    return json(message);
  }

  public static String updateSession(Plan plan) {
    return json(plan("update_session", plan));
  }

  public static String joinSession(String code) {
    return json(Map.of("type", "join_session", "code", code));
  }

  public static String rejoinHost(String hostId) {
    return json(Map.of("type", "rejoin_host", "hostId", hostId));
  }

  public static String rejoinHost(String hostId, String hostKey) {
    Secrets.note(hostKey);
    return json(Map.of("type", "rejoin_host", "hostId", hostId, "hostKey", hostKey));
  }

  public static String rejoinSession(String rejoinToken) {
    return json(Map.of("type", "rejoin_session", "rejoinToken", rejoinToken));
  }

  public static String watchSession() {
    return command("watch_session");
  }

  /** {@code host:start} and the like. */
  public static String command(String type) {
    return json(Map.of("type", type));
  }

  public static String submitAnswer(String questionId, String optionId) {
    return json(Map.of("type", "submit_answer", "questionId", questionId, "optionId", optionId));
  }

  private static Map<String, Object> plan(String type, Plan plan) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.putAll(plan.fields());
    return message;
  }

  public static String json(Map<String, ?> message) {
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts has a JSON", e);
    }
  }
}
