package carafe.rooms.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;

/**
 * A room as its {@link Party} sees it. For its hooks only, and for what follows stages that came
 * from here: called from anywhere else its methods throw an {@link IllegalStateException}. What
 * another library's stage leads to comes back through {@link #inRoom}.
 */
public interface Room {
  /** Name of the party, such as {@code chat}. */
  String party();

  /** The room's id within the party. */
  String id();

  Storage storage();

  /** All parties of the cluster. */
  Parties parties();

  /** To all connections but those with one of these ids. */
  void broadcast(String text, String... exceptIds);

  /** To all connections but those with one of these ids. */
  void broadcast(ByteString bytes, String... exceptIds);

  /** The newest connection with that id. */
  Optional<Connection> connection(String id);

  /** All connections, oldest first. */
  List<Connection> connections();

  /** All connections with that tag, oldest first. */
  List<Connection> connections(String tag);

  /**
   * {@link Party#onAlarm} shall be called at this time, in place of any other; at once when it is
   * past. Done when it is stored: it comes even if nobody visits the room and every node is started
   * anew.
   */
  CompletionStage<Void> setAlarm(Instant at);

  /** When the alarm is set for. */
  Optional<Instant> alarm();

  CompletionStage<Void> deleteAlarm();

  /**
   * Runs a section at once; until its stage is over no other hook begins or goes on.
   *
   * @return what the section's stage comes to
   */
  <T> CompletionStage<T> exclusive(Supplier<? extends CompletionStage<T>> section);

  /** The same stage, but what follows it runs in the room, when the gate is open. */
  <T> CompletionStage<T> inRoom(CompletionStage<T> outside);

  /** Runs something like a hook after a while, unless the room stopped meanwhile. */
  Timer after(Duration delay, Supplier<? extends CompletionStage<?>> hook);

  /** Something that {@link #after} will run. */
  interface Timer {
    /** Does nothing when it has run. */
    void cancel();
  }
}
