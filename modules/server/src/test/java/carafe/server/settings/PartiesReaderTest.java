package carafe.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import carafe.rooms.api.Party;
import carafe.rooms.api.Room;
import carafe.rooms.hooks.PartySettings;
import carafe.rooms.party.Cors;
import carafe.server.problem.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartiesReaderTest {
  private static final String HERE = PartiesReaderTest.class.getName() + "$";

  @TempDir Path folder;

  public static final class Chat implements Party {
    public Chat(Room room) {}
  }

  public abstract static class Abstract implements Party {
    public Abstract(Room room) {}
  }

  public static final class WithoutRoom implements Party {}

  public static final class Closed implements Party {
    Closed(Room room) {}
  }

  static final class Hidden implements Party {
    public Hidden(Room room) {}
  }

  @SuppressWarnings("ClassCanBeStatic") // the mistake it is
  public final class Inner implements Party {
    public Inner(Room room) {}
  }

  public static final class NoParty {
    public NoParty(Room room) {}
  }

  @Test
  void aNameAndAClassAreEnough() {
    assertThat(read("chat = \"" + HERE + "Chat\""))
        .containsExactly(
            new PartySettings(
                "chat", Chat.class, Duration.ofMinutes(2), 20_000, 256 * 1024, Cors.none()));
  }

  @Test
  void whatAPartySaysOfItselfHoldsBeforeWhatAllOfThemSay() {
    List<PartySettings> read =
        load(
            """
            carafe.party-defaults { passivate-after = 1 m, connections-max = 7 }
            carafe.parties {
              plain = "%1$sChat"
              chat {
                class = "%1$sChat"
                connections-max = 100
                message-bytes-max = 1 KiB
                cors = ["https://example.org", "http://localhost:3000"]
              }
            }
            """
                .formatted(HERE));

    assertThat(read)
        .containsExactly(
            new PartySettings(
                "chat",
                Chat.class,
                Duration.ofMinutes(1),
                100,
                1024,
                new Cors(List.of("https://example.org", "http://localhost:3000"))),
            new PartySettings(
                "plain", Chat.class, Duration.ofMinutes(1), 7, 256 * 1024, Cors.none()));
  }

  @Test
  void aPartyThatComesAlongKeepsItsClass() {
    List<PartySettings> read = all("carafe.parties.user { connections-max = 4 }");
    assertThat(read)
        .extracting(PartySettings::name, PartySettings::connectionsMax)
        .containsExactly(tuple("connections", 20_000), tuple("user", 4));

    assertThat(all("carafe.parties { user = off, connections = off }")).isEmpty();
    assertThat(all("carafe.parties { user = \"" + HERE + "Chat\", connections = off }"))
        .extracting(PartySettings::party)
        .containsExactly(Chat.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "false", "no", "null", "\"off\""})
  void aPartyCanBeSwitchedOff(String off) {
    assertThat(load("carafe.parties.chat { class = nonsense }\ncarafe.parties.chat = " + off))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chat = "org.example.Chat"                    | 2: carafe.parties.chat: there is no class org.example.Chat on the class path
          chat { class = "org.example.Chat" }          | 2: carafe.parties.chat: there is no class org.example.Chat on the class path
          chat = ""                                    | carafe.parties.chat: there is no class
          chat = "java.lang.String"                    | carafe.parties.chat: class java.lang.String is no party, it does not implement carafe.rooms.api.Party
          chat = "~NoParty"                            | carafe.parties.chat: class ~NoParty is no party
          chat = "~chat"                               | carafe.parties.chat: there is no class ~chat
          chat = "carafe.rooms.api.Party"              | carafe.parties.chat: carafe.rooms.api.Party must be public, not abstract
          chat = "~Abstract"                           | carafe.parties.chat: ~Abstract must be public, not abstract
          chat = "~WithoutRoom"                        | carafe.parties.chat: ~WithoutRoom must be public, not abstract, and have a public constructor that takes a carafe.rooms.api.Room
          chat = "~Closed"                             | ~Closed must be public, not abstract, and have a public constructor
          chat = "~Hidden"                             | ~Hidden must be public
          chat = "~Inner"                              | ~Inner must be public
          main = "~Chat"                               | carafe.parties.main: the name "main" is taken by the game
          main = off                                   | carafe.parties.main: the name "main" is taken by the game
          host { class = "~Chat" }                     | carafe.parties.host: the name "host" is taken by the game
          "a/b" = "~Chat"                              | carafe.parties."a/b": A party cannot be named "a/b": 1 to 64 letters
          "" = "~Chat"                                 | A party cannot be named "": 1 to 64 letters
          -x = "~Chat"                                 | carafe.parties.-x: A party cannot be named "-x"
          chat { connections-max = 1 }                 | carafe.parties.chat must name a class, as in carafe.parties.chat = "org.example.Chat"
          chat { class = [] }                          | carafe.parties.chat must name a class
          chat = 17                                    | carafe.parties.chat must name a class
          chat = on                                    | carafe.parties.chat: there is no class on on the class path
          chat { class = "~Chat", conections-max = 1 } | 2: there is no setting carafe.parties.chat.conections-max; did you mean carafe.parties.chat.connections-max?
          chat { class = "~Chat", zzzzzzzzzzzzz = 1 }  | there is no setting carafe.parties.chat.zzzzzzzzzzzzz; carafe.parties.chat has class, connections-max, cors, message-bytes-max, passivate-after
          a.b = "~Chat"                                | there is no setting carafe.parties.a.b
          chat { class = "~Chat", connections-max = 0 }       | carafe.parties.chat.connections-max is "0", but must be a whole number from 1 to 100000
          chat { class = "~Chat", connections-max { x = 1 } } | carafe.parties.chat.connections-max is one value, not a group of settings
          chat { class = "~Chat", passivate-after = 25 h }    | carafe.parties.chat.passivate-after is "25 h", but must be a duration from 1 s to 24 h
          chat { class = "~Chat", passivate-after = soon }    | carafe.parties.chat.passivate-after is "soon", but must be a duration
          chat { class = "~Chat", message-bytes-max = 4 MiB } | carafe.parties.chat.message-bytes-max is "4 MiB", but must be a size from 1 to 3145728 bytes, such as 64 KiB
          chat { class = "~Chat", message-bytes-max = big }   | carafe.parties.chat.message-bytes-max is "big", but must be a size
          chat { class = "~Chat", message-bytes-max = [] }    | carafe.parties.chat.message-bytes-max is "[]", but must be a size
          chat { class = "~Chat", cors = "https://a.org" }    | carafe.parties.chat.cors must be a list of origins, such as ["https://example.org"]
          chat { class = "~Chat", cors = ["https://a.org/"] } | carafe.parties.chat.cors: "https://a.org/" is no origin as browsers send it
          """)
  void aWrongLineIsNamedWithWhatWouldBeRight(String line, String expected) {
    assertThatThrownBy(() -> read(line.replace("~", HERE)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("my.conf: ")
        .hasMessageContaining(expected.replace("~", HERE));
  }

  @Test
  void aWrongDefaultIsNamedWhereItStands() {
    assertThatThrownBy(
            () ->
                load(
                    "carafe.parties.chat = \"%sChat\"\ncarafe.party-defaults.cors = [example.org]"
                        .formatted(HERE)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining(
            "my.conf: 2: carafe.party-defaults.cors: \"example.org\" is no origin");
  }

  private List<PartySettings> read(String party) {
    return load("carafe.parties {\n" + party + "\n}");
  }

  /** Whatever parties come along are left out. */
  private List<PartySettings> load(String text) {
    return all(text).stream()
        .filter(party -> !party.name().equals("user") && !party.name().equals("connections"))
        .toList();
  }

  private List<PartySettings> all(String text) {
    try {
      Path file = Files.writeString(folder.resolve("my.conf"), text);
      Settings settings = SettingsLoader.load(Optional.of(file), Map.of());
      return PartiesReader.read(settings.config(), Set.of("main", "host"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
