package carafe.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links between pages lead somewhere. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @Test
  void everyLinkLeadsSomewhere() {
    for (Path page : Docs.pages()) {
      for (String link : Docs.found(LINK, Docs.text(page))) {
        URI uri = URI.create(link);
        if (uri.getScheme() == null) {
          Path target = page.resolveSibling(uri.getPath()).normalize();
          Path there = uri.getPath().isEmpty() ? page : target;
          assertThat(there).as("%s in %s", link, page).exists();
          if (uri.getFragment() != null) {
            assertThat(anchors(there)).as("%s in %s", link, page).contains(uri.getFragment());
          }
        }
      }
    }
  }

  /** What GitHub makes of headings. */
  private static List<String> anchors(Path page) {
    return Docs.found(HEADING, Docs.text(page)).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
