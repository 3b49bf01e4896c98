package carafe.load.measure;

/** What is timed. */
public enum Measure {
  CONNECT("connect", "due to connect → WebSocket open"),
  JOIN("join", "due to connect → participant:joined"),
  QUESTION("question", "host's command → game:question, each phone"),
  ANSWER("answer", "due to answer → game:answer_accepted"),
  RETURN("return", "due to reconnect → participant:state_snapshot"),
  REVEAL("reveal", "host's command → game:answer_revealed, each phone"),
  BOARD("leaderboard", "host's command → leaderboard, each phone");

  private final String title;
  private final String meaning;

  Measure(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  public String title() {
    return title;
  }

  /** From when to when. */
  public String meaning() {
    return meaning;
  }
}
