package carafe.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No room that may be somebody's secret is named in the log. */
class HiddenRoomsTest {
  private static final Pattern HASH = Pattern.compile("#[0-9a-f]{8}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Failed to persist event type [x] with sequence number [1] for persistenceId"
            + " [host|FALCON-7]",
        "Exception during recovery. PersistenceId [host|FALCON-7], due to: too bad",
        "Key (persistence_id, sequence_number)=(host|FALCON-7, 3) already exists.",
        "PersistenceId(host|FALCON-7): stash is full",
        "it was host|FALCON-7.",
        "Actor[pekko://carafe/system/sharding/host/12/FALCON-7#-1829] terminated",
        "[pekko://carafe/system/sharding/host/12/FALCON-7] failed",
        "host: Buffer is full, dropping message of type [x] for entity [FALCON-7]",
        "when storing stop completed for entity id [FALCON-7]",
      })
  void aHostIdIsHashed(String text) {
    String hidden = HiddenRooms.in(text);
    assertThat(hidden).doesNotContain("FALCON");
    assertThat(hash(hidden)).isEqualTo(hash(HiddenRooms.in("host|FALCON-7")));
    assertThat(hidden.replaceFirst(HASH.pattern(), "FALCON-7")).isEqualTo(text);
  }

  @Test
  void anotherRoomHasAnotherHash() {
    assertThat(hash(HiddenRooms.in("host|FALCON-7")))
        .isNotEqualTo(hash(HiddenRooms.in("host|FALCON-8")));
  }

  @Test
  void aRoomWithSpacesInAPathIsTheSameRoom() {
    String path = HiddenRooms.in("/system/sharding/user/3/a%40b.c");
    assertThat(path).doesNotContain("a%40b");
    assertThat(hash(path)).isEqualTo(hash(HiddenRooms.in("user|a@b.c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Failed to persist for persistenceId [main|4821]",
        "Actor[pekko://carafe/system/sharding/main/12/4821#-1829] terminated",
        "a | b",
        "nothing to hide here [1|2]",
      })
  void whatIsNoSecretStays(String text) {
    assertThat(HiddenRooms.in(text)).isEqualTo(text);
  }

  private static String hash(String text) {
    Matcher hash = HASH.matcher(text);
    assertThat(hash.find()).as(text).isTrue();
    return hash.group();
  }
}
