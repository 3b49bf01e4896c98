package carafe.rules.session;

/** Why a command is not carried out; each is an error code of PROTOCOL.md, section 3. */
public enum Refusal {
  SESSION_EXISTS,
  SESSION_NOT_FOUND,
  SESSION_FULL,
  SESSION_ENDED,
  GAME_STARTED,
  NOT_JOINED,
  WRONG_PHASE,
  NO_PARTICIPANTS,
  UNKNOWN_QUESTION,
  UNKNOWN_OPTION,
  QUESTION_PAUSED
}
