package carafe.server.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository's Markdown, and what can be asked of its text. */
final class Docs {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private Docs() {}

  /** All pages: those at the root, and those under {@code docs}. */
  static List<Path> pages() {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs).filter(page -> page.toString().endsWith(".md")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String page) {
    return text(ROOT.resolve(page));
  }

  /** What the first group of a pattern finds. */
  static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The fenced blocks of one language. */
  static List<String> blocks(String language, String text) {
    return found(Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```$"), text);
  }

  /** The cells of all table rows whose first cell is such a name in backticks. */
  static List<List<String>> rows(Pattern name, String text) {
    List<List<String>> rows = new ArrayList<>();
    Pattern row = Pattern.compile("(?m)^\\| `(" + name + ")` \\|(.*)\\|$");
    for (MatchResult match : row.matcher(text).results().toList()) {
      List<String> cells = new ArrayList<>(List.of(match.group(1)));
      Arrays.stream(match.group(2).split("\\|", -1)).map(String::strip).forEach(cells::add);
      rows.add(cells);
    }
    return rows;
  }
}
