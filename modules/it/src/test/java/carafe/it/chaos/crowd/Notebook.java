package carafe.it.chaos.crowd;

import carafe.it.chaos.check.Note;
import carafe.it.chaos.check.PhoneNotes;
import carafe.it.client.Message;
import carafe.it.client.Ranks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one client writes down, in order. */
final class Notebook {
  private final String name;
  private final List<Note> notes = new ArrayList<>();
  private Optional<Note.Heard> speaking = Optional.empty();
  private int connections;

  Notebook(String name) {
    this.name = name;
  }

  synchronized void add(Note note) {
    notes.add(note);
  }

  synchronized void connected() {
    connections++;
  }

  synchronized int connections() {
    return connections;
  }

  /** Which incarnation spoke; errors of relays have none. */
  synchronized void heard(Message message, Instant now) {
    if (!message.has("incarnation")) {
      return;
    }
    String incarnation = message.text("incarnation");
    Instant since =
        speaking.filter(s -> s.incarnation().equals(incarnation)).map(Note.Heard::at).orElse(now);
    if (since.equals(now)) {
      speaking.ifPresent(notes::add);
    }
    speaking = Optional.of(new Note.Heard(since, now, incarnation));
  }

  void board(Message message, Instant now) {
    Optional<Note.Standing> me =
        message.has("me")
            ? Optional.of(message.object("me"))
                .map(m -> new Note.Standing((int) m.number("score"), (int) m.number("rank")))
            : Optional.empty();
    add(new Note.Board(now, Ranks.in(message, "rankings"), me));
  }

  void deadline(String question, Message message, Instant now) {
    if (message.has("deadline")) {
      add(new Note.Deadline(now, question, Instant.ofEpochMilli(message.number("deadline"))));
    }
  }

  synchronized PhoneNotes notes() {
    List<Note> all = new ArrayList<>(notes);
    speaking.ifPresent(all::add);
    return new PhoneNotes(name, all);
  }
}
