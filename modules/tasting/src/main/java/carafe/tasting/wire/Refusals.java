package carafe.tasting.wire;

import carafe.rules.session.Phase;
import carafe.rules.session.Refusal;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How each refusal is put into words: what was wrong, and what would be right. Nothing that a
 * client sent is in them.
 */
public final class Refusals {
  private Refusals() {}

  /**
   * What the rules refused.
   *
   * @param phase where the session stands
   * @param command the {@code type} of the message that was refused
   */
  public static ErrorMessage of(Refusal refusal, Phase phase, String command) {
    return switch (refusal) {
      case SESSION_EXISTS ->
          error(
              ErrorCode.SESSION_EXISTS,
              "This code belongs to another host's session. Create yours on another code: POST"
                  + " /parties/main hands out a free one.");
      case SESSION_NOT_FOUND -> sessionNotFound();
      case SESSION_FULL ->
          error(
              ErrorCode.SESSION_FULL,
              "All seats of this session are taken. You can join when somebody has left.");
      case SESSION_ENDED ->
          error(
              ErrorCode.SESSION_ENDED,
              "This session has ended. Ask the host for the code of the next one.");
      case GAME_STARTED ->
          error(
              ErrorCode.GAME_STARTED,
              "The game has started, so nobody can join any more. Who has a seat comes back with"
                  + " rejoin_session and its rejoinToken.");
      case NOT_JOINED -> notJoined();
      case WRONG_PHASE -> wrongPhase(phase, command);
      case NO_PARTICIPANTS ->
          error(
              ErrorCode.NO_PARTICIPANTS,
              "Nobody has joined yet. The game can start when there is at least one participant.");
      case UNKNOWN_QUESTION ->
          error(
              ErrorCode.UNKNOWN_QUESTION,
              "This questionId is not that of the question being asked. Send the one of the newest"
                  + " game:question.");
      case UNKNOWN_OPTION ->
          error(
              ErrorCode.UNKNOWN_OPTION,
              "This optionId is none of this question's. Send the id of one of the options of the"
                  + " newest game:question.");
      case QUESTION_PAUSED ->
          error(
              ErrorCode.QUESTION_PAUSED,
              "The host has paused the question. Answers count again after game:timer_resumed.");
    };
  }

  /** The same for a message that was read. */
  public static ErrorMessage of(Refusal refusal, Phase phase, FromClient message) {
    return of(refusal, phase, MessageType.of(message).wireName());
  }

  private static ErrorMessage wrongPhase(Phase phase, String command) {
    String is = "the session is in " + WireNames.of(phase);
    String text =
        MessageType.named(command)
            .map(type -> type.wireName() + " is possible in " + phases(type) + but(type, phase, is))
            .orElse("This is not possible now: " + is + ".");
    return error(ErrorCode.WRONG_PHASE, text);
  }

  /** In the right phase only an answer is refused: between its question's deadline and reveal. */
  private static String but(MessageType type, Phase phase, String is) {
    return type.possibleIn().contains(phase)
        ? " until the question's time is over, and that time is over."
        : ", but " + is + ".";
  }

  private static String phases(MessageType type) {
    return type.possibleIn().stream().map(WireNames::of).collect(Collectors.joining(" or "));
  }

  /** A host command from somebody who is not the host. */
  public static ErrorMessage notHost() {
    return error(
        ErrorCode.NOT_HOST,
        "Only the host can do this. If you are the host, send rejoin_host with your hostId first.");
  }

  /** An answer from somebody without a seat. */
  public static ErrorMessage notJoined() {
    return error(
        ErrorCode.NOT_JOINED,
        "Only participants can do this. Send join_session before the game starts, or"
            + " rejoin_session with your rejoinToken.");
  }

  /** A rejoin token that opens no seat here. */
  public static ErrorMessage invalidToken() {
    return error(
        ErrorCode.INVALID_TOKEN,
        "This rejoinToken opens no seat in this session. Send the newest one that"
            + " participant:joined gave you on this code, or join_session for a new seat.");
  }

  /** A host id that leads no session here, or a wrong key for it: nobody is told which. */
  public static ErrorMessage invalidHostId() {
    return error(
        ErrorCode.INVALID_HOST_ID,
        "This hostId, with the hostKey sent or not sent, leads no session on this code. Send the"
            + " hostId of session:created and the hostKey of your create_session, or create a"
            + " session first.");
  }

  /** A host id that is bound to a key, or a server that wants one from every host. */
  public static ErrorMessage hostKeyRequired() {
    return error(
        ErrorCode.HOST_KEY_REQUIRED,
        "A hostKey is needed here: 16 to 128 characters that you make up with your first"
            + " create_session and send with this hostId from then on.");
  }

  /** No session was created on this code. */
  public static ErrorMessage sessionNotFound() {
    return error(
        ErrorCode.SESSION_NOT_FOUND,
        "There is no session on this code. Check the code, or wait until the host has created the"
            + " session.");
  }

  /** A join that names another code than the room's. */
  public static ErrorMessage otherCode() {
    return error(
        ErrorCode.SESSION_NOT_FOUND,
        "The code of the message is not this room's, and only the room's own session is found"
            + " here. Connect to /parties/main/ and that code, or leave the code out.");
  }

  /** The host's own connection wants to join. */
  public static ErrorMessage hostCannotJoin() {
    return error(
        ErrorCode.BAD_MESSAGE,
        "This connection is the host's and cannot join. Open a second connection to take part.");
  }

  /** All places of a participant or host are taken by live connections. */
  public static ErrorMessage tooManyConnections() {
    return error(
        ErrorCode.TOO_MANY_CONNECTIONS,
        "As many connections of this participant or host are open as may be. Close one, then"
            + " try again.");
  }

  /** Too many wrong host ids or keys from one address. */
  public static ErrorMessage tooManyWrongHosts() {
    return error(
        ErrorCode.RATE_LIMITED,
        "Too many wrong host ids or keys came from this address. Wait some minutes; the right ones"
            + " are let in all the time.");
  }

  /** More messages than a person sends. */
  public static ErrorMessage rateLimited() {
    return error(
        ErrorCode.RATE_LIMITED,
        "Messages come faster than a person sends them. Wait a second before the next one.");
  }

  /** Codes are asked for too fast. */
  public static ErrorMessage tooManyCodes() {
    return error(
        ErrorCode.RATE_LIMITED,
        "Codes are asked for faster than this server hands them out. Ask again in a second.");
  }

  /** No free code was found. */
  public static ErrorMessage noCode() {
    return error(
        ErrorCode.UNAVAILABLE,
        "No free code was found at the moment. Nothing was changed; ask again in a second.");
  }

  /** A message over the limit. */
  public static ErrorMessage tooLarge() {
    return error(
        ErrorCode.TOO_LARGE,
        "The message is larger than the server takes. A whole plan has at most 128 KiB, any other"
            + " message far less.");
  }

  /** The room is moving or cannot store. */
  public static ErrorMessage unavailable() {
    return error(
        ErrorCode.UNAVAILABLE,
        "The session cannot do this at the moment: it is moving, or cannot store. Try again in a"
            + " few seconds.");
  }

  private static ErrorMessage error(ErrorCode code, String message) {
    return new ErrorMessage(message, code, Optional.empty());
  }
}
