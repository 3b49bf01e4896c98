package carafe.load.play;

import carafe.load.loop.Ears;
import carafe.load.loop.Link;
import carafe.load.measure.Latencies;
import carafe.load.measure.Measure;
import carafe.load.wire.Say;
import carafe.load.wire.Told;
import carafe.load.wire.Unreadable;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A participant's phone: joins, answers, comes back, and checks what it is told against what it
 * said. Everything happens on its loop's thread.
 */
final class Phone implements Ears {
  private final Game game;
  private final Lane lane;
  private final int number;
  private final String connectionId = UUID.randomUUID().toString();
  private final Latencies latencies;
  private @Nullable Link link;
  private @Nullable String pseudonym;
  private String token = "";
  private long due;
  private boolean comesBack;

  private int nth = -1;
  private int revealed = -1;
  private Told.@Nullable Question question;
  private @Nullable String chosen;
  private boolean accepted;
  private int score;
  private Told.@Nullable Standings last;

  // Guarded by the game's course.
  private int reached = -1;
  private boolean gone;

  Phone(Game game, Lane lane, int number) {
    this.game = game;
    this.lane = lane;
    this.number = number;
    this.latencies = game.venue().latencies();
  }

  // ---- what the game tells it to do

  /**
   * @param when it was due
   */
  void join(long when) {
    due = when;
    connect();
  }

  private void connect() {
    link = game.venue().dialer().dial(lane.loop(), game.path() + "?_pk=" + connectionId, this);
  }

  void answer(long when) {
    Told.Question asked = question;
    if (asked != null && link != null) {
      due = when;
      chosen = Choice.of(number, nth, asked.options()).id();
      link.say(Say.submitAnswer(asked.id(), chosen));
    }
  }

  void cutOff() {
    if (link != null) {
      link.reset();
    }
  }

  void comeBack(long when) {
    due = when;
    comesBack = true;
    connect();
  }

  void leave() {
    if (link != null) {
      link.leave();
    }
  }

  // ---- what the game asks

  Lane lane() {
    return lane;
  }

  int number() {
    return number;
  }

  int reached() {
    return reached;
  }

  void reach(int step) {
    reached = step;
  }

  boolean isGone() {
    return gone;
  }

  void go() {
    gone = true;
  }

  Optional<String> pseudonym() {
    return Optional.ofNullable(pseudonym);
  }

  int score() {
    return score;
  }

  Optional<Told.Standings> last() {
    return Optional.ofNullable(last);
  }

  // ---- what its link tells it

  @Override
  public void opened(long at) {
    if (!comesBack) {
      latencies.record(Measure.CONNECT, due, at);
    }
  }

  @Override
  public void ended(String kind) {
    if (game.isWaitingFor(this)) {
      game.fault(kind);
      game.lose(this);
    }
  }

  @Override
  public void heard(byte[] bytes, int offset, int length, long at) {
    try {
      hear(lane.reader().read(bytes, offset, length), at);
    } catch (Unreadable e) {
      game.fault("unreadable message: " + e.getMessage());
    }
  }

  private void hear(Told told, long at) {
    switch (told) {
      case Told.Welcome _ -> enter();
      case Told.Joined joined -> joined(joined, at);
      case Told.Question asked -> asked(asked, at);
      case Told.Accepted answer -> accepted(answer, at);
      case Told.OwnResult result -> revealed(result, at);
      case Told.Standings standings -> standings(standings, at);
      case Told.Snapshot snapshot -> back(snapshot, at);
      case Told.Ended _ -> game.arrive(this, StepKind.END, nth, at);
      case Told.Failed failed -> failed(failed);
      case Told.Created _, Told.Lobby _, Told.Counted _, Told.Results _, Told.Other _ -> {}
    }
  }

  /** Without a seat there is nothing more to wait for. */
  private void failed(Told.Failed failed) {
    game.fault("error " + failed.code());
    if (pseudonym == null || comesBack) {
      leave();
      game.lose(this);
    }
  }

  private void enter() {
    if (link != null) {
      link.say(comesBack ? Say.rejoinSession(token) : Say.joinSession(game.code()));
    }
  }

  private void joined(Told.Joined joined, long at) {
    token = joined.token();
    if (pseudonym == null) {
      pseudonym = joined.pseudonym();
      latencies.record(Measure.JOIN, due, at);
      game.arrive(this, StepKind.JOIN, 0, at);
    } else if (!pseudonym.equals(joined.pseudonym())) {
      game.fault("another name after a join that was repeated");
    }
  }

  private void asked(Told.Question asked, long at) {
    int which = game.venue().tasting().nth(asked.round(), asked.index());
    if (which >= 0 && which == nth) {
      game.fault("a question told twice"); // who comes back has it in the snapshot
      return;
    }
    if (which < 0 || which != nth + 1) {
      game.fault("a question out of order");
      return;
    }
    nth = which;
    question = asked;
    chosen = null;
    accepted = false;
    if (!game.venue()
        .tasting()
        .question(nth)
        .has(asked.options().stream().map(Told.Option::text).toList())) {
      game.fault("a question with other options");
    }
    game.arrive(this, StepKind.QUESTION, nth, at);
  }

  private void accepted(Told.Accepted answer, long at) {
    if (question == null
        || !answer.questionId().equals(question.id())
        || !answer.optionId().equals(chosen)) {
      game.fault("an answer accepted that was not given");
    } else if (!accepted) {
      accepted = true;
      latencies.record(Measure.ANSWER, due, at);
      game.arrive(this, StepKind.ANSWER, nth, at);
    }
  }

  private void revealed(Told.OwnResult result, long at) {
    if (revealed == nth || question == null) {
      return; // who comes back is told again
    }
    revealed = nth;
    String right = game.venue().tasting().question(nth).right();
    if (question.text(result.correctOptionId()).filter(right::equals).isEmpty()) {
      game.fault("a wrong option revealed as the right one");
    }
    boolean mine = result.correctOptionId().equals(chosen);
    if (!Scoring.fits(mine, accepted, result.points())) {
      game.fault(
          accepted ? "points do not follow from an accepted answer" : "points without an answer");
    }
    score += result.points();
    if (score != result.total()) {
      game.fault("a total that is not the sum of the points");
      score = result.total();
    }
    game.arrive(this, StepKind.REVEAL, nth, at);
  }

  private void standings(Told.Standings standings, long at) {
    if (standings.me().filter(me -> me.score() == score).isEmpty()) {
      game.fault("a leaderboard with another score");
    }
    if (standings.last()) {
      last = standings;
    }
    game.arrive(this, standings.last() ? StepKind.FINAL : StepKind.BOARD, nth, at);
  }

  private void back(Told.Snapshot snapshot, long at) {
    if (!comesBack) {
      return; // a room that moved tells everybody
    }
    latencies.record(Measure.RETURN, due, at);
    if (!snapshot.pseudonym().equals(pseudonym)) {
      game.fault("another name after coming back");
    }
    if (accepted && !snapshot.selected().equals(Optional.ofNullable(chosen))) {
      game.fault("an accepted answer missing after coming back");
    }
    if (snapshot.score() != score) {
      game.fault("another score after coming back");
    }
    comesBack = false;
    game.arrive(this, StepKind.RETURN, nth, at);
  }
}
