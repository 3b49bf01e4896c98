package carafe.rules.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Given what has happened, when something is asked, then this is what the rules say. */
final class Story {
  private final Session session;

  private Story(Session session) {
    this.session = session;
  }

  static Story given(Session session) {
    return new Story(session);
  }

  static Story given(Event... history) {
    return given(Sample.after(Session.vacant(), history));
  }

  Story and(Event... more) {
    return given(Sample.after(session, more));
  }

  Asking when(Command command) {
    return new Asking(session, Session.decide(session, command));
  }

  /** A command and what came of it. */
  record Asking(Session before, Decision decision) {
    /** Exactly these events, and they can follow. */
    Outcome then(Event... events) {
      assertThat(decision).isEqualTo(Decision.accept(events));
      return new Outcome(Session.evolve(before, List.of(events)));
    }

    void thenNothing() {
      assertThat(decision).isEqualTo(Decision.nothing());
    }

    void thenRefused(Refusal refusal) {
      assertThat(decision).isEqualTo(Decision.refuse(refusal));
    }

    /** Accepted with whatever events. */
    Outcome thenAccepted() {
      assertThat(decision).isInstanceOf(Decision.Accepted.class);
      return new Outcome(Session.evolve(before, ((Decision.Accepted) decision).events()));
    }
  }

  /** The state that the events led to. */
  record Outcome(Session session) {
    Outcome in(Phase phase) {
      assertThat(session.phase()).isEqualTo(phase);
      return this;
    }

    Asking when(Command command) {
      return given(session).when(command);
    }
  }
}
