package carafe.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigResolveOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say of settings is what the modules' {@code reference.conf} say. */
class SettingsPageTest {
  /** A key, and not the name of a file or of a package. */
  private static final Pattern KEY =
      Pattern.compile("carafe\\.(?!jar\\b|aot\\b|lock\\b|it\\b)[a-z0-9.-]+");

  private static final Pattern MENTIONED_KEY = Pattern.compile("`(" + KEY + ")[ `]");
  private static final Pattern VARIABLE = Pattern.compile("\\b(CARAFE_[A-Z_]+)\\b");
  private static final Pattern OVERRIDE = Pattern.compile("\\$\\{\\?(CARAFE_[A-Z_]+)}");
  private static final Pattern LOG_LEVEL = Pattern.compile("\\$\\{CARAFE_LOG_LEVEL:-([A-Z]+)}");
  private static final Pattern TABLE =
      Pattern.compile("(?s)\\| key \\| default \\| environment \\|\\n\\|---\\|---\\|---\\|\\n(.*)");

  private final Config reference = reference(Map.of());

  @Test
  void theTableIsWhatTheModulesSay() throws IOException {
    Map<String, String> variables = variables();
    String settings =
        reference.entrySet().stream()
            .map(Map.Entry::getKey)
            .sorted()
            .map(
                key ->
                    "| `%s` | %s | %s |\n"
                        .formatted(key, defaultOf(key), variables.getOrDefault(key, "")))
            .collect(Collectors.joining());
    // Logging begins before any file is read.
    String right =
        settings
            + "| level of Carafe's own log: `TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR` or `OFF` | %s | `CARAFE_LOG_LEVEL` |\n"
                .formatted(Docs.found(LOG_LEVEL, resource("logback.xml")).getFirst());

    assertThat(Docs.found(TABLE, Docs.text("docs/operations.md")))
        .as("the settings of docs/operations.md; they should be\n%s", right)
        .containsExactly(right);
  }

  @Test
  void everyDefaultIsTheRightOne() {
    for (Path page : Docs.pages()) {
      for (List<String> row : Docs.rows(KEY, Docs.text(page))) {
        assertThat(row.get(1))
            .as("%s: %s", page.getFileName(), row.getFirst())
            .isEqualTo(defaultOf(row.getFirst()));
      }
    }
  }

  @Test
  void nothingIsMentionedThatDoesNotExist() throws IOException {
    Set<String> variables = new TreeSet<>(Docs.found(OVERRIDE, resource("reference.conf")));
    variables.addAll(Docs.found(VARIABLE, resource("logback.xml")));
    for (Path page : Docs.pages()) {
      String text = Docs.text(page);
      assertThat(Docs.found(MENTIONED_KEY, text))
          .as("keys in %s", page)
          .allSatisfy(key -> assertThat(reference.hasPath(key)).as(key).isTrue());
      assertThat(Docs.found(VARIABLE, text)).as("variables in %s", page).isSubsetOf(variables);
    }
  }

  /**
   * Compose, Kubernetes, systemd, the scripts: a misspelt variable there would be read by nobody.
   */
  @Test
  void whatIsDeployedSetsOnlyVariablesThatExist() throws IOException {
    Set<String> variables = new TreeSet<>(Docs.found(OVERRIDE, resource("reference.conf")));
    variables.addAll(Docs.found(VARIABLE, resource("logback.xml")));
    Set<String> set = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Docs.ROOT.resolve("deploy"))) {
      for (Path file : files.filter(SettingsPageTest::isOurs).toList()) {
        assertThat(Docs.found(VARIABLE, Docs.text(file)))
            .as("variables in %s", file)
            .isSubsetOf(variables)
            .allSatisfy(set::add);
      }
    }
    assertThat(set).contains("CARAFE_DB_URL", "CARAFE_TRUSTED_PROXIES", "CARAFE_CLUSTER_HOST");
  }

  /** Not what a local cluster keeps. */
  private static boolean isOurs(Path file) {
    return Files.isRegularFile(file) && !file.toString().contains("/.run/");
  }

  /** As the tables write it. */
  private String defaultOf(String key) {
    String value =
        reference.getValue(key) instanceof ConfigList
            ? String.join(", ", reference.getStringList(key))
            : reference.getString(key);
    return value.isEmpty() ? "–" : value.replace(System.getProperty("user.home"), "~");
  }

  /** Which variable sets which key, found by setting it. */
  private static Map<String, String> variables() throws IOException {
    Map<String, String> variables = new TreeMap<>();
    for (String variable : Docs.found(OVERRIDE, resource("reference.conf"))) {
      reference(Map.of(variable, "set by it"))
          .entrySet()
          .forEach(
              setting -> {
                if ("set by it".equals(setting.getValue().unwrapped())) {
                  variables.put(setting.getKey(), "`" + variable + "`");
                }
              });
    }
    return variables;
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
