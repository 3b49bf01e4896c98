package carafe.rules.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** The category of this wire name, such as {@code grape_variety}. */
  public static Optional<Category> ofWireName(String name) {
    return Stream.of(values()).filter(category -> category.wireName().equals(name)).findAny();
  }

  /** The category as clients write it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The question as participants read it. */
  public String prompt() {
    return prompt;
  }
}
