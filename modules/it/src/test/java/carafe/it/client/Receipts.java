package carafe.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what phones were promised with what a server knows when they come back. */
public final class Receipts {
  /**
   * What phones came back to, counted.
   *
   * @param seats how many have a seat
   * @param answers how many were told that their answer to the question on screen is accepted
   */
  public record Count(int seats, int answers) {}

  private Receipts() {}

  /** All these come back at once; whoever was never promised a seat stays away. */
  public static Count redeem(Collection<Phone> phones, Address server) {
    int seats = 0;
    int answers = 0;
    Set<String> names = new HashSet<>();
    for (Phone phone : phones) {
      if (!phone.isSeated()) {
        continue;
      }
      seats++;
      Message snapshot = redeem(phone, server);
      assertThat(names.add(snapshot.text("pseudonym"))).as("names are unique").isTrue();
      if (snapshot.json().path("question").isObject()
          && phone.accepted(snapshot.object("question").text("questionId")).isPresent()) {
        answers++;
      }
    }
    return new Count(seats, answers);
  }

  /**
   * This phone comes back, with each token that is valid, to the seat and the selection that it was
   * promised.
   */
  public static Message redeem(Phone phone, Address server) {
    String name = phone.pseudonym();
    List<String> tokens = List.copyOf(phone.tokens());
    for (String token : tokens.subList(Math.max(0, tokens.size() - 4), tokens.size() - 1)) {
      assertThat(phone.rejoin(server, token).text("pseudonym")).isEqualTo(name);
    }
    Message snapshot = phone.rejoin(server);
    assertThat(snapshot.text("pseudonym")).isEqualTo(name);
    if (snapshot.json().path("question").isObject()) {
      checkSelection(phone, snapshot);
    }
    return snapshot;
  }

  // Answers are accepted in the order in which they were sent. What is stored is the last accepted
  // one, or one sent later whose acknowledgement was lost.
  private static void checkSelection(Phone phone, Message snapshot) {
    String question = snapshot.object("question").text("questionId");
    List<String> sent = phone.sent(question);
    long accepted =
        phone.history().stream()
            .filter(m -> m.is("game:answer_accepted") && m.text("questionId").equals(question))
            .count();
    Optional<String> selected =
        Optional.ofNullable(snapshot.json().get("selectedOptionId")).map(id -> id.textValue());
    if (selected.isEmpty()) {
      assertThat(accepted).as("%s was promised an answer that is gone", phone).isZero();
    } else {
      int from = (int) Math.max(0, accepted - 1);
      assertThat(sent.subList(from, sent.size()))
          .as("what %s selected, of which %s were accepted", phone, accepted)
          .contains(selected.get());
    }
  }
}
