package carafe.load.play;

import carafe.load.measure.SelfWatch;
import carafe.load.plan.Tasting;
import carafe.load.wire.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/**
 * One room: a host, its phones, and the evening they have. Its script runs on a thread of its own
 * and waits for everybody at each step; phones live on their loops.
 */
public final class Game {
  /** What is missing then is given up: the server is about to reveal by itself. */
  private static final Duration QUESTION_MAX = Duration.ofSeconds(Tasting.TIMER_SECONDS - 10);

  private final Venue venue;
  private final String code;
  private final Host host;
  private final Map<Lane, List<Phone>> phones = new LinkedHashMap<>();
  private final List<Phone> all = new ArrayList<>();
  private final Course course;
  private int seats;
  private long questionEnds;

  /**
   * @param first number of its first phone, in the whole run
   */
  public Game(Venue venue, String code, int first, int players) {
    this.venue = venue;
    this.code = code;
    this.host = new Host(venue, venue.lane(first), code);
    for (int i = 0; i < players; i++) {
      Lane lane = venue.lane(first + i);
      Phone phone = new Phone(this, lane, first + i);
      all.add(phone);
      phones.computeIfAbsent(lane, _ -> new ArrayList<>()).add(phone);
    }
    course = new Course(venue.tasting().size(), all);
  }

  // ---- the script

  public void create() throws GameFailed, InterruptedException {
    host.create(venue.timeout());
  }

  /**
   * Everybody joins.
   *
   * @param due when which phone connects, {@code nanoTime} by its number
   */
  public void fill(LongUnaryOperator due) throws GameFailed, InterruptedException {
    long begin = due.applyAsLong(all.getFirst().number());
    long end = due.applyAsLong(all.getLast().number());
    Step joins = course.begin(StepKind.JOIN, 0, begin);
    everybody(phone -> at(phone, due.applyAsLong(phone.number()), phone::join));
    await(joins, 0, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    seats = joins.result(0).arrived();
    if (seats == 0) {
      throw new GameFailed("nobody could join");
    }
    int present = Math.min(seats, course.present());
    host.await(
        "lobby:updated with everybody",
        venue.timeout(),
        told -> told instanceof Told.Lobby lobby && lobby.count() >= present ? lobby : null);
  }

  /** From the first question to the end. */
  public void play() throws GameFailed, InterruptedException {
    Tasting tasting = venue.tasting();
    for (int nth = 0; nth < tasting.size(); nth++) {
      ask(nth);
      answer(nth);
      comeBack(nth);
      reveal(nth);
      if (tasting.endsRound(nth)) {
        board(nth);
      }
    }
    end();
  }

  /** A question reaches everybody. */
  public void ask(int nth) throws GameFailed, InterruptedException {
    questionEnds = System.nanoTime() + QUESTION_MAX.toNanos();
    deliver(StepKind.QUESTION, nth, nth == 0 ? "host:start" : "host:next");
  }

  /** Everybody answers, and is told that the answer is stored. */
  public void answer(int nth) throws GameFailed, InterruptedException {
    long now = System.nanoTime();
    long think = venue.think().toNanos();
    SelfWatch.Mark mark = venue.watch().mark();
    Step step = course.begin(StepKind.ANSWER, nth, now);
    if (think == 0) {
      everybody(phone -> phone.answer(now));
    } else {
      everybody(
          phone ->
              at(phone, now + think * (phone.number() % all.size()) / all.size(), phone::answer));
    }
    await(step, nth, venue.think());
    watched(step, mark);
    int answered = step.result(nth).arrived();
    if (answered > 0) {
      host.await(
          "game:participant_answered with all answers",
          inQuestion(venue.timeout()),
          told -> told instanceof Told.Counted c && c.answered() >= answered ? c : null);
    }
  }

  /** Everybody is cut off, comes back and finds the seat; if that is wanted. */
  private void comeBack(int nth) throws InterruptedException {
    if (venue.back().isEmpty()) {
      return;
    }
    Duration within = venue.back().get();
    long now = System.nanoTime();
    SelfWatch.Mark mark = venue.watch().mark();
    Step step = course.begin(StepKind.RETURN, nth, now);
    everybody(
        phone -> {
          phone.cutOff();
          at(
              phone,
              now + within.toNanos() * (phone.number() % all.size()) / all.size(),
              phone::comeBack);
        });
    await(step, nth, within);
    watched(step, mark);
  }

  public void reveal(int nth) throws GameFailed, InterruptedException {
    deliver(StepKind.REVEAL, nth, "host:reveal");
    Told.Results results =
        host.await(
            "game:answer_revealed",
            venue.timeout(),
            told -> told instanceof Told.Results r ? r : null);
    if (results.count() != seats) {
      fault("the host's results are of another number of seats");
    }
  }

  private void board(int nth) throws GameFailed, InterruptedException {
    deliver(StepKind.BOARD, nth, "host:next");
  }

  private void end() throws GameFailed, InterruptedException {
    int last = venue.tasting().size() - 1;
    deliver(StepKind.FINAL, last, "host:next");
    Told.Standings standings =
        host.await(
            "game:final_leaderboard",
            venue.timeout(),
            told -> told instanceof Told.Standings s && s.last() ? s : null);
    Step ends = course.begin(StepKind.END, last, System.nanoTime());
    await(ends, last, Duration.ZERO);
    check(new FinalBoard(standings.rankings()));
  }

  private void check(FinalBoard board) {
    board.faults(seats).forEach(this::fault);
    for (Phone phone : all) {
      // Its loop has nothing more to tell it: the end has arrived.
      if (!course.isGone(phone) && phone.last().isPresent()) {
        board
            .faults(phone.pseudonym().orElse(""), phone.score(), phone.last().get())
            .forEach(this::fault);
      }
    }
  }

  /** Everybody says good-bye. */
  public void leave() {
    everybody(Phone::leave);
    host.leave();
  }

  // ---- steps

  private void deliver(StepKind kind, int nth, String command) throws InterruptedException {
    SelfWatch.Mark mark = venue.watch().mark();
    Step step = course.begin(kind, nth, System.nanoTime());
    host.command(command);
    await(step, nth, Duration.ZERO);
    watched(step, mark);
  }

  private void watched(Step step, SelfWatch.Mark mark) {
    if (venue.alone()) {
      venue.watch().stretch(step.kind().doing(), mark);
    }
  }

  /** Waits for everybody; those who miss it are given up. */
  private void await(Step step, int nth, Duration longer) throws InterruptedException {
    Duration patience = venue.timeout().plus(longer);
    boolean inTime =
        step.await(
            switch (step.kind()) {
              case QUESTION, ANSWER, RETURN -> inQuestion(patience).toNanos();
              case JOIN, REVEAL, BOARD, FINAL, END -> patience.toNanos();
            });
    if (!inTime) {
      Set<Phone> missing = course.giveUp(step.kind(), nth);
      missing.forEach(_ -> fault("missing: " + step.kind().plural()));
      onLoops(missing::contains, Phone::cutOff);
    }
    venue.results().accept(step.result(nth));
  }

  private Duration inQuestion(Duration patience) {
    Duration left = Duration.ofNanos(Math.max(0, questionEnds - System.nanoTime()));
    return patience.compareTo(left) < 0 ? patience : left;
  }

  /** Does it for each phone that is there, on its loop. */
  private void everybody(Consumer<Phone> what) {
    onLoops(phone -> !course.isGone(phone), what);
  }

  private void onLoops(Predicate<Phone> which, Consumer<Phone> what) {
    phones.forEach(
        (lane, there) ->
            lane.loop()
                .execute(
                    () -> {
                      for (Phone phone : there) {
                        if (which.test(phone)) {
                          what.accept(phone);
                        }
                      }
                    }));
  }

  private void at(Phone phone, long when, LongConsumer what) {
    phone
        .lane()
        .loop()
        .at(
            when,
            () -> {
              if (!course.isGone(phone)) {
                what.accept(when);
              }
            });
  }

  // ---- what phones tell

  void arrive(Phone phone, StepKind kind, int nth, long at) {
    OptionalLong since = course.arrive(phone, kind, nth, at);
    if (since.isPresent()) {
      kind.sinceCommand()
          .ifPresent(measure -> venue.latencies().record(measure, since.getAsLong(), at));
    }
  }

  /** False: it was given up, which is counted already. */
  boolean isWaitingFor(Phone phone) {
    return !course.isGone(phone);
  }

  void lose(Phone phone) {
    course.lose(phone);
  }

  void fault(String kind) {
    venue.faults().count(kind);
  }

  Venue venue() {
    return venue;
  }

  String code() {
    return code;
  }

  String path() {
    return "/parties/main/" + code;
  }
}
