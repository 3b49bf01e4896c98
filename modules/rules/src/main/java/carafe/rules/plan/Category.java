package carafe.rules.plan;

/** What a question asks of the wine in the glass, with the words it is asked in. */
public enum Category {
  COLOR("What colour is in the glass?"),
  COUNTRY("Which country does it come from?"),
  GRAPE_VARIETY("Which grape is it made of?"),
  VINTAGE_YEAR("Which year was it harvested?"),
  WINE_NAME("Which wine is it?");

  private final String prompt;

  Category(String prompt) {
    this.prompt = prompt;
  }

  /** The question as participants read it. */
  public String prompt() {
    return prompt;
  }
}
