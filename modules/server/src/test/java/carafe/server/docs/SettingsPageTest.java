package carafe.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages say of settings is what the modules' {@code reference.conf} say. */
class SettingsPageTest {
  /** A key, and not the name of a file. */
  private static final Pattern KEY = Pattern.compile("carafe\\.(?!jar\\b|lock\\b)[a-z0-9.-]+");

  private static final Pattern MENTIONED_KEY = Pattern.compile("`(" + KEY + ")[ `]");
  private static final Pattern VARIABLE = Pattern.compile("\\b(CARAFE_[A-Z_]+)\\b");
  private static final Pattern OVERRIDE = Pattern.compile("\\$\\{\\?(CARAFE_[A-Z_]+)}");

  private final Config reference = reference(Map.of());

  @Test
  void everySettingStandsInTheTable() {
    assertThat(table().stream().map(List::getFirst))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            reference.entrySet().stream().map(Map.Entry::getKey).toList());
  }

  @Test
  void everyDefaultIsTheRightOne() {
    for (Path page : Docs.pages()) {
      for (List<String> row : Docs.rows(KEY, Docs.text(page))) {
        assertThat(row.get(1))
            .as("%s: %s", page.getFileName(), row.getFirst())
            .isEqualTo(shown(reference.getString(row.getFirst())));
      }
    }
  }

  @Test
  void everyVariableSetsItsSetting() throws IOException {
    Set<String> variables = new TreeSet<>();
    for (List<String> row : table()) {
      for (String variable : Docs.found(VARIABLE, row.get(2))) {
        variables.add(variable);
        assertThat(reference(Map.of(variable, "17")).getString(row.getFirst()))
            .as(variable)
            .isEqualTo("17");
      }
    }
    assertThat(variables).isEqualTo(overrides());
  }

  @Test
  void nothingIsMentionedThatDoesNotExist() throws IOException {
    Set<String> variables = overrides();
    variables.addAll(Docs.found(VARIABLE, resource("logback.xml")));
    for (Path page : Docs.pages()) {
      String text = Docs.text(page);
      assertThat(Docs.found(MENTIONED_KEY, text))
          .as("keys in %s", page)
          .allSatisfy(key -> assertThat(reference.hasPath(key)).as(key).isTrue());
      assertThat(Docs.found(VARIABLE, text)).as("variables in %s", page).isSubsetOf(variables);
    }
  }

  private static List<List<String>> table() {
    return Docs.rows(KEY, Docs.text("docs/operations.md"));
  }

  /** As the tables write it. */
  private static String shown(String value) {
    return value.isEmpty() ? "–" : value.replace(System.getProperty("user.home"), "~");
  }

  /** All our defaults, as this environment would change them. */
  private static Config reference(Map<String, String> environment) {
    return ConfigFactory.parseResources("reference.conf")
        .withOnlyPath("carafe")
        .withFallback(ConfigFactory.parseMap(environment))
        .withFallback(ConfigFactory.systemProperties())
        .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false))
        .withOnlyPath("carafe");
  }

  private static Set<String> overrides() throws IOException {
    return new TreeSet<>(Docs.found(OVERRIDE, resource("reference.conf")));
  }

  /** All resources of this name, one after the other. */
  private static String resource(String name) throws IOException {
    StringBuilder all = new StringBuilder();
    ClassLoader loader = SettingsPageTest.class.getClassLoader();
    for (URL url : Collections.list(loader.getResources(name))) {
      try (InputStream in = url.openStream()) {
        all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }
}
