package carafe.tasting.session;

import carafe.rules.chance.Seed;
import carafe.rules.identity.HostId;
import carafe.rules.identity.ParticipantId;
import carafe.rules.plan.Category;
import carafe.rules.plan.Plan;
import carafe.rules.plan.Question;
import carafe.rules.plan.Wine;
import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import carafe.tasting.secret.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** States of sessions, as the rules bring them about. */
final class Sessions {
  static final Instant START = Instant.parse("2026-01-01T20:00:00Z");
  private static final Seed SEED = new Seed("ab".repeat(32));

  private Sessions() {}

  static Session after(Session session, Command command) {
    return switch (Session.decide(session, command)) {
      case Decision.Accepted(var events) -> Session.evolve(session, events);
      case Decision.Refused(var refusal) -> throw new AssertionError(refusal);
    };
  }

  static Session created(Session before, Instant at) {
    return created(before, at, 100);
  }

  static Session created(Session before, Instant at, int seats) {
    return after(before, create("FALCON", at, seats));
  }

  /** What is stored when a host without a key creates the first session of a code. */
  static Event creation(String hostId, Instant at) {
    return switch (Session.decide(Session.vacant(), create(hostId, at, 100))) {
      case Decision.Accepted(var events) -> events.getFirst();
      case Decision.Refused(var refusal) -> throw new AssertionError(refusal);
    };
  }

  private static Command create(String hostId, Instant at, int seats) {
    Plan plan =
        new Plan(
            "Friday",
            60,
            List.of(
                new Wine(
                    "One", List.of(new Question(Category.COLOR, "red", List.of("a", "b", "c"))))));
    return new Command.CreateSession(
        new HostId(hostId),
        Optional.empty(),
        Secrets.connection("host"),
        plan,
        seats,
        Duration.ofHours(24),
        at);
  }

  static Session waiting() {
    return created(Session.vacant(), START);
  }

  static Session joined(Session session, String name) {
    return after(
        session,
        new Command.Join(
            new ParticipantId(name),
            Secrets.token(name),
            Secrets.connection(name),
            SEED,
            List.of(),
            START));
  }

  static Session open(Instant at) {
    return after(joined(waiting(), "anna"), new Command.Start(SEED, at));
  }

  static Session ended(Session session) {
    return after(session, new Command.End(START.plusSeconds(1)));
  }
}
