package carafe.tasting.wire;

import carafe.rooms.frame.Frame;
import carafe.rooms.party.ClientLanguage;

/** The language of a host's list: its clients only listen. */
public final class HostLanguage implements ClientLanguage {
  @Override
  public Reading text(byte[] utf8) {
    return new Answered(GameFrames.frame(answer(utf8).error()));
  }

  @Override
  public Reading binary(byte[] bytes) {
    return Troubles.binary();
  }

  @Override
  public Frame trouble(Trouble trouble) {
    return Troubles.frame(trouble);
  }

  private static Wrong answer(byte[] utf8) {
    try {
      ClientObject.of(utf8).text("type", "a text");
      return new Wrong(
          ErrorCode.UNKNOWN_TYPE,
          "A host's list takes no messages, it only sends. A session is led at"
              + " /parties/main/ and its code.");
    } catch (Wrong wrong) {
      return wrong;
    }
  }
}
