package carafe.it.chaos.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long a phone waited for what it was promised. */
final class Waits {
  private Waits() {}

  /** An answer: a choice for a question. */
  private static List<String> key(String question, String option) {
    return List.of(question, option);
  }

  /** Different answers that were acknowledged. */
  static long accepted(PhoneNotes phone) {
    Set<List<String>> accepted = new HashSet<>();
    phone.all(Note.Accepted.class).forEach(n -> accepted.add(key(n.question(), n.option())));
    return accepted.size();
  }

  static Duration longest(PhoneNotes phone) {
    return longest(phone, Instant.MIN, Instant.MAX);
  }

  /** From saying an answer for the first time, in that time, to hearing that it is accepted. */
  static Duration longest(PhoneNotes phone, Instant from, Instant to) {
    Map<List<String>, Instant> since = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (Note note : phone.notes()) {
      switch (note) {
        case Note.Answered n -> since.putIfAbsent(key(n.question(), n.option()), n.at());
        case Note.Accepted n -> {
          Instant said = since.put(key(n.question(), n.option()), Instant.MAX);
          if (said != null && said.isBefore(n.at()) && !said.isBefore(from) && said.isBefore(to)) {
            Duration wait = Duration.between(said, n.at());
            longest = wait.compareTo(longest) > 0 ? wait : longest;
          }
        }
        default -> {}
      }
    }
    return longest;
  }
}
