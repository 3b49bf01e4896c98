package carafe.tasting.session;

/** Plans for tests; the right answer begins with "right". */
final class Plans {
  private Plans() {}

  static String twoWines(String hostId) {
    return """
    {"type":"create_session","title":"Friday","hostId":"%s","timerSeconds":60,"wines":[
      {"name":"One","questions":[%s,%s]},{"name":"Two","questions":[%s,%s]}]}
    """
        .formatted(
            hostId,
            question("color"),
            question("country"),
            question("grape_variety"),
            question("wine_name"));
  }

  private static String question(String category) {
    return """
    {"category":"%s","correctAnswer":"right %s","distractors":["a","b","c"]}
    """
        .formatted(category, category);
  }
}
