package carafe.rooms.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.echo.EchoNode;
import carafe.rooms.message.RoomMessage;
import java.util.Optional;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTypesTest {
  private record Named(String party, String key) implements RoomType {
    Named(String party) {
      this(party, party);
    }

    @Override
    public Optional<String> objection(String room) {
      return Optional.empty();
    }

    @Override
    public ClientLanguage language() {
      return new EchoNode.Echo().language();
    }

    @Override
    public int messageBytesMax() {
      return 1;
    }

    @Override
    public EntityTypeKey<RoomMessage> entity() {
      return EntityTypeKey.create(RoomMessage.class, key);
    }
  }

  @Test
  void aTypeIsFoundByItsName() {
    RoomType main = new Named("main");
    RoomType host = new Named("host");
    RoomTypes types = RoomTypes.of(main, host);

    assertThat(types.get("host")).contains(host);
    assertThat(types.entity("main")).contains(main.entity());
    assertThat(types.get("Main")).isEmpty();
    assertThat(types.entity("user")).isEmpty();
    assertThat(types.all()).containsExactly(main, host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "a/b", "a b", "ü", "a.b", "..", "%41"})
  void aNameThatIsNoPartOfAnAddressIsRefused(String name) {
    assertThatThrownBy(() -> RoomTypes.of(new Named(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + name + "\"");
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThatThrownBy(() -> RoomTypes.of(new Named("main"), new Named("main", "other")))
        .hasMessage("Two parties are named \"main\"");
  }

  @Test
  void twoThatWouldShareTheirRoomsAreRefused() {
    assertThatThrownBy(() -> RoomTypes.of(new Named("a", "x"), new Named("b", "x")))
        .hasMessage("The parties \"a\" and \"b\" are sharded under one key, \"x\"");
  }
}
