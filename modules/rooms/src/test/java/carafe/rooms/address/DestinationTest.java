package carafe.rooms.address;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.Destination.Elsewhere;
import carafe.rooms.address.Destination.Malformed;
import carafe.rooms.address.Destination.Party;
import carafe.rooms.address.Destination.Room;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/parties/main/4821, main, 4821, \"\"",
        "/parties/main/4821?_pk=a/b&x=%zz, main, 4821, \"\"",
        "/party/4821, main, 4821, \"\"",
        "/party/4821/rest, main, 4821, /rest",
        "/parties/user/a/, user, a, /",
        "/parties/user/a/b/c%20d, user, a, /b/c d",
        "/parties/user/a/%2e%2E/b%2Fc, user, a, /../b/c",
        "/parties/user/a//b, user, a, //b",
        "/parties/us%65r/a+b, user, a+b, \"\"",
        "/parties/user/a%20b, user, a b, \"\"",
        "/parties/user/%C3%A9%F0%9F%8D%B7, user, é🍷, \"\"",
        "/parties/user/..., user, ..., \"\"",
        "/parties/user/a|b;c=d:@!$&'()*~, user, a|b;c=d:@!$&'()*~, \"\"",
        "http://localhost:8080/parties/user/a, user, a, \"\"",
        "HTTP://u@h/parties/user/a?x=://, user, a, \"\"",
        "/parties//a, \"\", a, \"\"",
      })
  void findsRooms(String target, String party, String room, String rest) {
    assertThat(Destination.of(target)).isEqualTo(new Room(new RoomAddress(party, room), rest));
  }

  @ParameterizedTest
  @CsvSource({"/parties/main, main", "/parties/main?x=/y, main", "/parties/a%20b, a b"})
  void findsParties(String target, String party) {
    assertThat(Destination.of(target)).isEqualTo(new Party(party));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "*",
        "/parties",
        "/party",
        "/partiesx/main/1",
        "/Parties/main/1",
        "/ready",
        "/?/parties/main/1",
        "http://localhost",
        "http://localhost/x",
        "//parties/main/1"
      })
  void leavesTheRestToOthers(String target) {
    assertThat(Destination.of(target)).isEqualTo(new Elsewhere());
  }

  @ParameterizedTest
  @CsvSource({
    "/parties/main/, missing",
    "/party/, missing",
    "/parties/main/?x, missing",
    "/parties/main//rest, missing",
    "/parties/main/a%2Fb, slash",
    "/parties/main/%2f, slash",
    "/parties/main/., dot",
    "/parties/main/%2e, dot",
    "/parties/main/.., dot",
    "/parties/main/%2E., dot",
    "/parties/main/../etc, dot",
    "/parties/main/a%00, control",
    "/parties/main/a%0D%0Ab, control",
    "/parties/main/a%1B, control",
    "/parties/main/%7F, control",
    "/parties/main/a%C2%85, control",
    "/parties/main/%, percent-encoded",
    "/parties/main/a%4, percent-encoded",
    "/parties/main/a%zz, percent-encoded",
    "/parties/main/a%-1, percent-encoded",
    "/parties/main/%FF, percent-encoded",
    "/parties/main/%C0%AF, percent-encoded",
    "/parties/main/%ED%A0%80, percent-encoded",
    "/parties/main/é, percent-encoded",
    "/parties/main/a/%C3, percent-encoded",
    "/parties/m%C3n/a, percent-encoded",
    "/parties/m%, percent-encoded",
  })
  void namesWhatIsWrong(String target, String why) {
    assertThat(Destination.of(target))
        .isInstanceOfSatisfying(
            Malformed.class, it -> assertThat(it.why()).contains(why).endsWith("."));
  }

  @Test
  void countsCharactersNotBytes() {
    String wine = "%F0%9F%8D%B7";
    assertThat(Destination.of("/party/" + wine.repeat(128)))
        .isEqualTo(new Room(new RoomAddress("main", "🍷".repeat(128)), ""));
    assertThat(Destination.of("/party/" + wine.repeat(129)))
        .isEqualTo(new Malformed(Optional.of("main"), "A room id has at most 128 characters."));
    assertThat(Destination.of("/party/" + "x".repeat(128))).isInstanceOf(Room.class);
    assertThat(Destination.of("/party/" + "x".repeat(129))).isInstanceOf(Malformed.class);
  }
}
