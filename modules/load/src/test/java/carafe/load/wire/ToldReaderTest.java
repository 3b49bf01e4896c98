package carafe.load.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToldReaderTest {
  /** What the server promises to say, word for word. */
  private static final Path APPROVED =
      Path.of("../tasting/src/test/resources/approved/wire/to-client");

  private final ToldReader reader = new ToldReader();

  @Test
  void readsEveryMessageThatIsPromised() throws IOException, Unreadable {
    List<Path> files;
    try (Stream<Path> all = Files.list(APPROVED)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(15);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(reader.read(bytes, 0, bytes.length)).as("%s", file).isNotNull();
    }
  }

  @Test
  void readsWhatMatters() throws Unreadable {
    assertThat(
            read(
                """
                {"questionIndex":1,"roundIndex":2,"options":[{"id":"a","text":"A \\"1\\""},
                {"text":"B","id":"b","more":[{}]}],"type":"game:question","questionId":"q7",
                "deadline":1704139230000,"new":{"type":"no"}}\
                """))
        .isEqualTo(
            new Told.Question(
                "q7", 2, 1, List.of(new Told.Option("a", "A \"1\""), new Told.Option("b", "B"))));
    assertThat(
            read(
                """
                {"type":"game:final_leaderboard","rankings":[{"pseudonym":"X","score":100,"rank":1}],
                "me":{"score":100,"rank":1}}\
                """))
        .isEqualTo(
            new Told.Standings(
                true, List.of(new Told.Rank("X", 100, 1)), Optional.of(new Told.Place(100, 1))));
    assertThat(
            read("{\"type\":\"game:answer_revealed\",\"correctOptionId\":\"a\",\"results\":[{}]}"))
        .isEqualTo(new Told.Results(1));
    assertThat(read("{\"type\":\"something:new\"}")).isEqualTo(new Told.Other("something:new"));
  }

  @Test
  void tellsTheSameOfTheSameBytesAndAnotherOfOthers() throws Unreadable {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 1000; i++) {
        assertThat(read("{\"type\":\"game:participant_answered\",\"answeredCount\":" + i + "}"))
            .isEqualTo(new Told.Counted(i));
      }
    }
    String same = "{\"type\":\"session:ended\"}";
    assertThat(read(same)).isSameAs(read("  ".repeat(0) + same));
  }

  @Test
  void refusesWhatIsNone() {
    for (String bad :
        List.of(
            "",
            "[]",
            "\"text\"",
            "{",
            "{\"type\":\"session:ended\"",
            "{\"type\":\"session:ended\"} {}",
            "{\"type\":1}",
            "{}",
            "{\"type\":\"participant:joined\",\"pseudonym\":\"x\"}",
            "{\"type\":\"game:question\",\"questionId\":\"q\",\"roundIndex\":0,\"questionIndex\":0}",
            "{\"type\":\"game:question\",\"questionId\":\"q\",\"roundIndex\":0,\"questionIndex\":0,"
                + "\"options\":[]}",
            "{\"type\":\"game:round_leaderboard\",\"rankings\":[1]}")) {
      assertThatThrownBy(() -> read(bad)).as(bad).isInstanceOf(Unreadable.class);
    }
  }

  private Told read(String json) throws Unreadable {
    byte[] bytes = ("??" + json + "??").getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 2, bytes.length - 4);
  }
}
