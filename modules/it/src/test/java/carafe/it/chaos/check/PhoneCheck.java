package carafe.it.chaos.check;

import carafe.it.chaos.check.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether one phone kept its seat, its answers and its points. */
final class PhoneCheck {
  private final GameNotes game;
  private final PhoneNotes phone;
  private final List<Violation> found = new ArrayList<>();

  private PhoneCheck(GameNotes game, PhoneNotes phone) {
    this.game = game;
    this.phone = phone;
  }

  static List<Violation> of(GameNotes game, PhoneNotes phone) {
    PhoneCheck check = new PhoneCheck(game, phone);
    check.seat();
    check.phone.all(Note.Selected.class).forEach(check::selected);
    check.phone.all(Note.Scored.class).forEach(check::scored);
    check.phone.all(Note.Board.class).forEach(check::board);
    return check.found;
  }

  private void seat() {
    phone.pseudonym().ifPresent(this::seat);
    phone
        .all(Note.Refused.class)
        .forEach(
            n -> add(Kind.CREDENTIAL_REFUSED, "what it was promised: " + n.code(), List.of(n)));
  }

  private void seat(String promised) {
    for (Note note : phone.notes()) {
      String got =
          switch (note) {
            case Note.Joined n -> n.pseudonym();
            case Note.Returned n -> n.pseudonym();
            default -> promised;
          };
      if (!got.equals(promised)) {
        add(Kind.SEAT_CHANGED, "was promised the seat " + promised, List.of(note));
      }
    }
  }

  private void selected(Note.Selected shown) {
    Answers answers = Answers.to(shown.question(), phone, Optional.of(shown));
    if (!answers.possible().contains(shown.option())) {
      add(
          answers.anyAccepted() ? Kind.LOST_ANSWER : Kind.WRONG_SCORE,
          "a snapshot shows another selection than one of " + answers.possible(),
          answers.evidence(shown));
    }
  }

  private void scored(Note.Scored scored) {
    String right = game.right().get(scored.question());
    if (right == null) {
      add(Kind.WRONG_SCORE, "a result of a question that nobody was shown", List.of(scored));
      return;
    }
    Answers answers = Answers.to(scored.question(), phone, Optional.of(scored));
    Set<Integer> points = Scores.points(answers, right);
    if (!points.contains(scored.points())) {
      add(
          answers.anyAccepted() ? Kind.LOST_ANSWER : Kind.WRONG_SCORE,
          "should have points of " + points + ", the right option is " + right,
          answers.evidence(scored));
    }
  }

  private void board(Note.Board board) {
    Set<Integer> totals = Scores.totals(phone, game.right());
    board
        .me()
        .filter(me -> !totals.contains(me.score()))
        .ifPresent(me -> add(Kind.WRONG_SCORE, "should end with one of " + totals, List.of(board)));
  }

  private void add(Kind kind, String what, List<Note> evidence) {
    found.add(new Violation(kind, game.code(), phone.name(), what, evidence));
  }
}
