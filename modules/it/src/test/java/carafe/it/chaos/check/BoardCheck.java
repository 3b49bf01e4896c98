package carafe.it.chaos.check;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import carafe.it.chaos.check.Violation.Kind;
import carafe.it.client.Ranks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a game came to its end, with the right leaderboard, the same one for everybody. */
final class BoardCheck {
  private final GameNotes game;
  private final List<Violation> found = new ArrayList<>();

  private BoardCheck(GameNotes game) {
    this.game = game;
  }

  static List<Violation> of(GameNotes game) {
    BoardCheck check = new BoardCheck(game);
    List<Note.Board> boards = game.host().all(Note.Board.class);
    if (boards.isEmpty()) {
      check.add(Kind.NO_END, "host", "was never told a final leaderboard", last(game.host()));
      return check.found;
    }
    boards.forEach(board -> check.board("host", board));
    for (PhoneNotes phone : game.phones()) {
      check.phone(phone, boards.getLast());
    }
    check.strangers(boards.getLast());
    return check.found;
  }

  private static List<Note> last(PhoneNotes who) {
    return who.notes().subList(Math.max(0, who.notes().size() - 5), who.notes().size());
  }

  /** Ranks and order follow from the scores, and nobody is there twice. */
  private void board(String who, Note.Board board) {
    Map<String, Integer> scores =
        board.rankings().stream()
            .collect(toMap(Ranks.Entry::pseudonym, Ranks.Entry::score, (first, _) -> first));
    if (!Ranks.of(scores).equals(board.rankings())) {
      add(Kind.WRONG_RANKING, who, "should be " + Ranks.of(scores), List.of(board));
    }
  }

  private void phone(PhoneNotes phone, Note.Board hosts) {
    List<Note.Board> own = phone.all(Note.Board.class);
    own.forEach(board -> same(phone, board, hosts));
    if (phone.pseudonym().isEmpty()) {
      return; // it was promised nothing
    }
    String name = phone.pseudonym().get();
    if (own.isEmpty()) {
      add(Kind.NO_END, phone.name(), "was never told a final leaderboard", last(phone));
    }
    Optional<Ranks.Entry> line =
        hosts.rankings().stream().filter(e -> e.pseudonym().equals(name)).findFirst();
    if (line.isEmpty()) {
      List<Note> evidence = new ArrayList<>(phone.all(Note.Joined.class));
      evidence.add(hosts);
      add(Kind.LOST_JOIN, phone.name(), name + " is not in the results", evidence);
      return;
    }
    Set<Integer> totals = Scores.totals(phone, game.right());
    if (!totals.contains(line.get().score())) {
      List<Note> evidence = new ArrayList<>(phone.all(Note.Accepted.class));
      evidence.addAll(phone.all(Note.Scored.class));
      evidence.add(hosts);
      add(
          Kind.WRONG_SCORE,
          phone.name(),
          "%s ends with %d, should be one of %s; right are %s"
              .formatted(name, line.get().score(), totals, game.right()),
          evidence);
    }
    for (Note.Board board : own) {
      board
          .me()
          .filter(me -> me.score() != line.get().score() || me.rank() != line.get().rank())
          .ifPresent(
              me ->
                  add(
                      Kind.WRONG_RANKING,
                      phone.name(),
                      "the host was told " + line.get(),
                      List.of(board)));
    }
  }

  private void same(PhoneNotes phone, Note.Board board, Note.Board hosts) {
    if (!board.rankings().equals(hosts.rankings())) {
      add(Kind.WRONG_RANKING, phone.name(), "another one than the host's", List.of(board, hosts));
    }
  }

  /** A seat may be there whose acknowledgement was lost, but no more than phones that lack one. */
  private void strangers(Note.Board hosts) {
    Map<String, PhoneNotes> known =
        game.phones().stream()
            .filter(phone -> phone.pseudonym().isPresent())
            .collect(toMap(phone -> phone.pseudonym().orElseThrow(), identity(), (one, _) -> one));
    long strangers =
        hosts.rankings().stream().filter(e -> !known.containsKey(e.pseudonym())).count();
    long waiting = game.phones().stream().filter(phone -> phone.pseudonym().isEmpty()).count();
    if (strangers > waiting) {
      add(Kind.WRONG_RANKING, "host", "more seats than phones that asked for one", List.of(hosts));
    }
    if (known.size() + waiting < game.phones().size()) {
      add(Kind.SEAT_CHANGED, "host", "two phones were promised one seat", List.of(hosts));
    }
  }

  private void add(Kind kind, String who, String what, List<Note> evidence) {
    found.add(new Violation(kind, game.code(), who, what, evidence));
  }
}
