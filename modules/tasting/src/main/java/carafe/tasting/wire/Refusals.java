package carafe.tasting.wire;

import carafe.rules.session.Phase;
import carafe.rules.session.Refusal;
import carafe.tasting.wire.ToClient.ErrorMessage;

/** How each refusal is put into words: what was wrong, and what would be right. */
public final class Refusals {
  private Refusals() {}

  /**
   * What the rules refused.
   *
   * @param phase where the session stands
   * @param command the {@code type} of the message that was refused
   */
  public static ErrorMessage of(Refusal refusal, Phase phase, String command) {
    throw new UnsupportedOperationException("helper wire");
  }

  /** The same for a message that was read. */
  public static ErrorMessage of(Refusal refusal, Phase phase, FromClient message) {
    throw new UnsupportedOperationException("helper wire");
  }

  /** A host command from somebody who is not the host. */
  public static ErrorMessage notHost() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** An answer from somebody without a seat. */
  public static ErrorMessage notJoined() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** A rejoin token that opens no seat here. */
  public static ErrorMessage invalidToken() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** A host id that leads no session here, or a wrong key for it: nobody is told which. */
  public static ErrorMessage invalidHostId() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** A host id that is bound to a key, or a server that wants one from every host. */
  public static ErrorMessage hostKeyRequired() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** No session was created on this code. */
  public static ErrorMessage sessionNotFound() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** A join that names another code than the room's. */
  public static ErrorMessage otherCode() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** The host's own connection wants to join. */
  public static ErrorMessage hostCannotJoin() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** All places of a participant or host are taken by live connections. */
  public static ErrorMessage tooManyConnections() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** Too many wrong host ids or keys from one address. */
  public static ErrorMessage tooManyWrongHosts() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** More messages than a person sends. */
  public static ErrorMessage rateLimited() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** A message over the limit. */
  public static ErrorMessage tooLarge() {
    throw new UnsupportedOperationException("helper wire");
  }

  /** The room is moving or cannot store. */
  public static ErrorMessage unavailable() {
    throw new UnsupportedOperationException("helper wire");
  }
}
