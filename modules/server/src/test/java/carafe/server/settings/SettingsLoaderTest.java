package carafe.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.problem.StartProblem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
  @TempDir Path folder;

  @Test
  void withoutAnythingTheDefaultsHold() {
    Settings settings = load("", Map.of());

    assertThat(settings.http()).isEqualTo(new Settings.Http("0.0.0.0", 8080));
    assertThat(settings.dataDir()).isEqualTo(Path.of(System.getProperty("user.home"), ".carafe"));
    assertThat(settings.database().own()).isEmpty();
    assertThat(settings.embeddedPostgres().startTimeout()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheFileOverTheDefaults() {
    Settings settings =
        load(
            "carafe { http { port = 1111, interface = \"127.0.0.1\" } }",
            Map.of("CARAFE_HTTP_PORT", "2222", "CARAFE_DATA_DIR", "/tmp/a b/🍷"));

    assertThat(settings.http()).isEqualTo(new Settings.Http("127.0.0.1", 2222));
    assertThat(settings.dataDir()).isEqualTo(Path.of("/tmp/a b/🍷"));
  }

  @Test
  void aTildeIsTheHomeFolder() {
    assertThat(load("carafe.data-dir = \"~/wine\"", Map.of()).dataDir())
        .isEqualTo(Path.of(System.getProperty("user.home"), "wine"));
  }

  @Test
  void theFileMaySetPekkosOwnKeysAndUseVariablesOfItsOwn() {
    Settings settings =
        load(
            "pekko.loglevel = DEBUG\ncarafe.http.port = ${CARAFE_MY_PORT}",
            Map.of("CARAFE_MY_PORT", "3333"));

    assertThat(settings.config().getString("pekko.loglevel")).isEqualTo("DEBUG");
    assertThat(settings.http().port()).isEqualTo(3333);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          carafe.http.prot = 1                         | there is no setting carafe.http.prot; did you mean carafe.http.port?
          carafe.htp.port = 1                          | there is no setting carafe.htp; did you mean carafe.http?
          carafe.http.transport = streams              | there is no setting carafe.http.transport; did you mean carafe.rooms.http.transport?
          carafe.connection.silence-max = 1 s          | there is no setting carafe.connection; did you mean carafe.rooms.connection?
          carafe.http.zzzzzzzzzzzz = 1                 | carafe.http has interface, port
          carafe.http = 1                              | carafe.http is a group of settings (interface, port), not a value
          carafe.http.port { x = 1 }                   | carafe.http.port is one value, not a group of settings
          carafe.http.port = 65536                     | carafe.http.port is "65536", but must be a whole number from 0 to 65535
          carafe.http.port = 80.5                      | carafe.http.port is "80.5", but must be a whole number from 0 to 65535
          carafe.http.port = many                      | carafe.http.port is "many", but must be a whole number from 0 to 65535
          carafe.http.interface = ""                   | carafe.http.interface is "", but must be a host name
          carafe.data-dir = ""                         | carafe.data-dir is "", but must be the path of a folder
          carafe.database.connections-max = 1          | carafe.database.connections-max is "1", but must be a whole number from 2 to 200
          carafe.cluster.host = 0.0.0.0                | carafe.cluster.host is "0.0.0.0", but must be an address by which the other nodes reach this one; to listen on all networks set carafe.cluster.bind-host (CARAFE_CLUSTER_BIND_HOST)
          carafe.cluster.host = "::"                   | carafe.cluster.host is "::", but must be
          carafe.cluster.host = "[::0]"                | carafe.cluster.host is "[::0]", but must be
          carafe.embedded-postgres.start-timeout = 0 s | carafe.embedded-postgres.start-timeout is "0 s", but must be a duration from 1 s to 1 h
          carafe.http.port = [1]                       | carafe.http.port is "[1]", but must be a whole number
          carafe.http.port = null                      | carafe.http.port is null; leave it out for its default
          carafe = 5                                   | carafe is a group of settings (
          carafe.cluster = []                          | carafe.cluster is a group of settings (bind-host, bind-port,
          carafe.cluster = null                        | carafe.cluster is a group of settings (bind-host, bind-port,
          pekko = off                                  | pekko is a group of settings, not a value
          http.port = 18097                            | there is no setting http; did you mean carafe.http?
          htpp { port = 18097 }                        | there is no setting htpp; did you mean carafe.http?
          carafee { http.port = 1 }                    | there is no setting carafee; did you mean carafe?
          peko.loglevel = DEBUG                        | there is no setting peko; did you mean pekko?
          zzzzzzzzzz = 1                               | there is no setting zzzzzzzzzz; Carafe's own are under carafe, those of its libraries under
          x = ${carafe.http}                           | there is no setting x; Carafe's own are under carafe
          carafe.parties.usr = off                     | there is no party carafe.parties.usr to be switched off; did you mean carafe.parties.user?
          carafe.parties.Conections = null             | did you mean carafe.parties.connections?
          """)
  void aWrongLineIsNamedWithWhatWouldBeRight(String line, String expected) {
    assertThatThrownBy(() -> load("# first line\n" + line, Map.of()))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining(expected)
        .hasMessageContaining("carafe.conf: 2")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aValueInPlaceOfAGroupIsNamedWhateverTheEnvironmentSetsInIt() {
    assertThatThrownBy(() -> load("carafe.http = 5", Map.of("CARAFE_HTTP_PORT", "8081")))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining(
            "carafe.conf: 1: carafe.http is a group of settings (interface, port)");
  }

  @Test
  void aMisspeltSystemPropertyIsNamed() {
    assertThatThrownBy(() -> loadWithProperty("carafe.http.prt", "5"))
        .isInstanceOf(StartProblem.class)
        .hasMessage(
            "system properties: there is no setting carafe.http.prt; did you mean"
                + " carafe.http.port?");
    assertThatThrownBy(() -> loadWithProperty("carafe.cluster", "5"))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("system properties: carafe.cluster is a group of settings");
  }

  @Test
  void aSystemPropertyWinsOverAll() {
    assertThat(loadWithProperty("carafe.http.port", "8083").http().port()).isEqualTo(8083);
  }

  @Test
  void groupsMayBeMadeOfSubstitutions() {
    Settings settings =
        load(
            """
            carafe.http = ${carafe.management}
            carafe.management = ${carafe.management} { port = 8084 }
            jdbc-journal = ${jdbc-journal} { bufferSize = 7 }
            """,
            Map.of());

    assertThat(settings.http()).isEqualTo(new Settings.Http("127.0.0.1", 8084));
    assertThat(settings.config().getInt("jdbc-journal.bufferSize")).isEqualTo(7);
  }

  @Test
  void aFolderIsNoSettingsFile() {
    assertThatThrownBy(() -> SettingsLoader.load(Optional.of(folder), Map.of()))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("The settings file " + folder + " is a folder");
  }

  @Test
  void aFileThatIsAListIsRefused() {
    assertThatThrownBy(() -> load("[1]", Map.of()))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("carafe.conf");
  }

  @Test
  void aWrongVariableIsNamed() {
    assertThatThrownBy(() -> load("", Map.of("CARAFE_HTTP_PORT", "")))
        .isInstanceOf(StartProblem.class)
        .hasMessage(
            "environment variable CARAFE_HTTP_PORT: carafe.http.port is \"\", but must be a whole"
                + " number from 0 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOUD", "", "ALL"})
  void aLogLevelThatDoesNotExistIsNamed(String level) {
    assertThatThrownBy(() -> load("", Map.of("CARAFE_LOG_LEVEL", level)))
        .isInstanceOf(StartProblem.class)
        .hasMessage(
            "environment variable CARAFE_LOG_LEVEL is \"%s\", but must be TRACE, DEBUG, INFO, WARN,"
                    .formatted(level)
                + " ERROR or OFF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "debug", "Info", "WARN", "ERROR", "OFF"})
  void aLogLevelMayBeWrittenInAnyCase(String level) {
    assertThat(load("", Map.of("CARAFE_LOG_LEVEL", level)).http().port()).isEqualTo(8080);
  }

  @Test
  void whatAStopWaitsForIsBoundedInAll() {
    assertThat(load("carafe.stop { notice = 4 s, spread = 6 s }", Map.of()).stop().spread())
        .isEqualTo(Duration.ofSeconds(6));
    assertThatThrownBy(() -> load("carafe.stop { notice = 5 s, spread = 6 s }", Map.of()))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining(
            "carafe.stop.spread is \"6 s\", but must be at most 10 s together with"
                + " carafe.stop.notice");
  }

  @Test
  void aBrokenFileIsNamedWithItsLine() {
    assertThatThrownBy(() -> load("carafe {\n  http {\n", Map.of()))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("carafe.conf: 3");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(
            () -> SettingsLoader.load(Optional.of(folder.resolve("none.conf")), Map.of()))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("none.conf does not exist");
  }

  @Test
  void aDatabaseOfOnesOwnKeepsTheEmbeddedOneOff() {
    Settings settings =
        load(
            "",
            Map.of(
                "CARAFE_DB_URL", "jdbc:postgresql://db/carafe?ssl=true&password=in%20url&user=amy",
                "CARAFE_DB_PASSWORD", "s3cret"));

    assertThat(settings.database().own())
        .contains(new DatabaseLogin("jdbc:postgresql://db/carafe?ssl=true", "amy", "s3cret"));
  }

  @Test
  void aPasswordIsNeverShown() {
    Settings settings =
        load("", Map.of("CARAFE_DB_URL", "jdbc:postgresql://db/x?password=hush&user=amy"));

    assertThat(settings.database().own().orElseThrow().password()).isEqualTo("hush");
    assertThat(settings.toString())
        .contains("jdbc:postgresql://db/x as amy")
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://amy:hush@db/x",
    "jdbc:postgresql://amy:hush@db/x",
    "jdbc:mysql://db/x?password=hush",
    "jdbc:postgresql://db:port/x?sslpassword=hush",
    "jdbc:postgresql://db:70000/x?password=hush",
    "jdbc:postgresql://db/x?password=50%hush",
    "'jdbc:postgresql://,/x?password=hush'"
  })
  void anUrlOfAnotherKindIsRefusedWithoutShowingIt(String url) {
    assertThatThrownBy(() -> load("", Map.of("CARAFE_DB_URL", url)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("jdbc:postgresql://host:5432/name")
        .message()
        .doesNotContain("hush");
  }

  @Test
  void aUserWithoutAnUrlIsAMistake() {
    assertThatThrownBy(() -> load("", Map.of("CARAFE_DB_USER", "amy")))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("carafe.database.url is not");
  }

  private static Settings loadWithProperty(String key, String value) {
    Config properties =
        ConfigFactory.parseMap(Map.of(key, value), "system properties")
            .withFallback(ConfigFactory.systemProperties());
    return SettingsLoader.load(Optional.empty(), Map.of(), properties);
  }

  private Settings load(String text, Map<String, String> environment) {
    try {
      Path file = Files.writeString(folder.resolve("carafe.conf"), text);
      return SettingsLoader.load(Optional.of(file), environment);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
