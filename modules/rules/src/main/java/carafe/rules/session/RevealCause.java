package carafe.rules.session;

/** What closed a question. */
public enum RevealCause {
  HOST,
  DEADLINE
}
