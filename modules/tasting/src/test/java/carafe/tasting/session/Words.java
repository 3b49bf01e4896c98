package carafe.tasting.session;

/** What clients say, as the JSON they send. */
final class Words {
  static final String JOIN = "{\"type\":\"join_session\"}";
  static final String WATCH = "{\"type\":\"watch_session\"}";
  static final String START = "{\"type\":\"host:start\"}";
  static final String PAUSE = "{\"type\":\"host:pause\"}";
  static final String RESUME = "{\"type\":\"host:resume\"}";
  static final String REVEAL = "{\"type\":\"host:reveal\"}";
  static final String NEXT = "{\"type\":\"host:next\"}";
  static final String END = "{\"type\":\"host:end\"}";

  private static final String WINES =
      """
      [{"name":"One","questions":[%s,%s]},{"name":"Two","questions":[%s,%s]}]\
      """
          .formatted(
              question("color"),
              question("country"),
              question("grape_variety"),
              question("wine_name"));

  private Words() {}

  /** Two wines, two questions each; the right answers begin with "right". */
  static String create(String hostId) {
    return """
    {"type":"create_session","title":"Friday","hostId":"%s","timerSeconds":60,"wines":%s}\
    """
        .formatted(hostId, WINES);
  }

  static String create(String hostId, String hostKey) {
    return """
    {"type":"create_session","hostId":"%s","hostKey":"%s","title":"Friday","timerSeconds":60,\
    "wines":%s}\
    """
        .formatted(hostId, hostKey, WINES);
  }

  static String update(String title, int timerSeconds) {
    return """
    {"type":"update_session","title":"%s","timerSeconds":%d,"wines":%s}\
    """
        .formatted(title, timerSeconds, WINES);
  }

  static String join(String code) {
    return "{\"type\":\"join_session\",\"code\":\"%s\"}".formatted(code);
  }

  static String rejoin(String token) {
    return "{\"type\":\"rejoin_session\",\"rejoinToken\":\"%s\"}".formatted(token);
  }

  static String rejoinHost(String hostId) {
    return "{\"type\":\"rejoin_host\",\"hostId\":\"%s\"}".formatted(hostId);
  }

  static String rejoinHost(String hostId, String hostKey) {
    return "{\"type\":\"rejoin_host\",\"hostId\":\"%s\",\"hostKey\":\"%s\"}"
        .formatted(hostId, hostKey);
  }

  static String answer(String questionId, String optionId) {
    return "{\"type\":\"submit_answer\",\"questionId\":\"%s\",\"optionId\":\"%s\"}"
        .formatted(questionId, optionId);
  }

  private static String question(String category) {
    return """
    {"category":"%s","correctAnswer":"right %s","distractors":["a","b","c"]}\
    """
        .formatted(category, category);
  }
}
