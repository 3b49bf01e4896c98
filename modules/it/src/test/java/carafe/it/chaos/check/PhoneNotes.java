package carafe.it.chaos.check;

import java.util.List;
import java.util.Optional;

/** What one phone wrote down. */
public record PhoneNotes(String name, List<Note> notes) {
  public PhoneNotes {
    notes = List.copyOf(notes);
  }

  <N extends Note> List<N> all(Class<N> kind) {
    return notes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The name of the seat it was promised first. */
  Optional<String> pseudonym() {
    return all(Note.Joined.class).stream().map(Note.Joined::pseudonym).findFirst();
  }
}
