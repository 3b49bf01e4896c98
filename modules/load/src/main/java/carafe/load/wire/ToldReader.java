package carafe.load.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages. What thousands of phones are told alike is read once: a message with the same
 * bytes as one before has the same meaning. One for each loop; not for several threads.
 */
public final class ToldReader {
  private static final int REMEMBERED_MAX = 256;
  private static final int REMEMBERED_BYTES_MAX = 16 << 10;
  private static final JsonFactory JSON = new JsonFactory();

  private static final class Remembered {
    private final byte[] bytes;
    private final Told told;

    Remembered(byte[] bytes, Told told) {
      this.bytes = bytes;
      this.told = told;
    }
  }

  private final @Nullable Remembered[] remembered = new @Nullable Remembered[REMEMBERED_MAX];
  private final CRC32C hash = new CRC32C();

  public Told read(byte[] bytes, int offset, int length) throws Unreadable {
    hash.reset();
    hash.update(bytes, offset, length);
    int slot = (int) hash.getValue() & REMEMBERED_MAX - 1;
    Remembered before = remembered[slot];
    if (before != null
        && Arrays.equals(before.bytes, 0, before.bytes.length, bytes, offset, offset + length)) {
      return before.told;
    }
    Told told = parse(bytes, offset, length);
    if (length <= REMEMBERED_BYTES_MAX) {
      remembered[slot] = new Remembered(Arrays.copyOfRange(bytes, offset, offset + length), told);
    }
    return told;
  }

  private static Told parse(byte[] bytes, int offset, int length) throws Unreadable {
    try (JsonParser json = JSON.createParser(bytes, offset, length)) {
      return message(Fields.read(json));
    } catch (IOException e) {
      throw new Unreadable("no JSON");
    }
  }

  private static Told message(Fields f) throws Unreadable {
    String type = f.text("type");
    return switch (type) {
      case "server:state_snapshot" -> new Told.Welcome(f.text("phase"), f.exists());
      case "session:created" -> new Told.Created(f.text("code"));
      case "participant:joined" -> new Told.Joined(f.text("pseudonym"), f.text("rejoinToken"));
      case "lobby:updated" -> new Told.Lobby(f.number("count"));
      case "game:question" ->
          new Told.Question(
              f.text("questionId"), f.number("roundIndex"), f.number("questionIndex"), f.options());
      case "game:answer_accepted" -> new Told.Accepted(f.text("questionId"), f.text("optionId"));
      case "game:participant_answered" -> new Told.Counted(f.number("answeredCount"));
      case "game:answer_revealed" -> revealed(f);
      case "game:round_leaderboard" -> new Told.Standings(false, f.rankings(), f.me());
      case "game:final_leaderboard" -> new Told.Standings(true, f.rankings(), f.me());
      case "session:ended" -> new Told.Ended();
      case "participant:state_snapshot" ->
          new Told.Snapshot(
              f.text("pseudonym"),
              f.text("phase"),
              f.numberOr("score", 0),
              f.maybeText("selectedOptionId"));
      case "error" -> new Told.Failed(f.maybeText("code").orElse("?"), f.text("message"));
      default -> new Told.Other(type);
    };
  }

  private static Told revealed(Fields f) throws Unreadable {
    if (f.results() >= 0) {
      return new Told.Results(f.results());
    }
    return f.has("myPoints")
        ? new Told.OwnResult(
            f.text("correctOptionId"), f.number("myPoints"), f.number("myTotalScore"))
        : new Told.Other("game:answer_revealed"); // a watcher's
  }
}
