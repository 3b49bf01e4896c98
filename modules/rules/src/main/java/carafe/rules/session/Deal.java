package carafe.rules.session;

import carafe.rules.chance.Draws;
import carafe.rules.chance.Seed;
import carafe.rules.plan.Plan;
import carafe.rules.plan.Question;
import java.util.List;
import java.util.stream.Stream;

/** Turns a plan into the rounds of a game: options shuffled, ids drawn, all from one seed. */
final class Deal {
  private static final String ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  /** 80 bits: nobody guesses one, and two are never the same. */
  private static final int ID_LENGTH = 16;

  private Deal() {}

  static List<Round> rounds(Plan plan, Seed seed) {
    var draws = seed.draws("deal");
    return plan.wines().stream()
        .map(
            wine ->
                new Round(
                    wine.name(), wine.questions().stream().map(q -> asked(q, draws)).toList()))
        .toList();
  }

  private static Asked asked(Question question, Draws draws) {
    String id = id(draws);
    var right = new Option(id(draws), question.correctAnswer());
    var wrong = question.distractors().stream().map(text -> new Option(id(draws), text));
    var options = draws.shuffled(Stream.concat(Stream.of(right), wrong).toList());
    return new Asked(id, question.category(), options, right.id());
  }

  private static String id(Draws draws) {
    return draws.text(ID_ALPHABET, ID_LENGTH);
  }
}
