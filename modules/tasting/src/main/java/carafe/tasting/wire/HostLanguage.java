package carafe.tasting.wire;

import carafe.rooms.frame.Frame;
import carafe.rooms.party.ClientLanguage;

/** The language of a host's list: its clients only listen. */
public final class HostLanguage implements ClientLanguage {
  @Override
  public Reading text(byte[] utf8) {
    throw new UnsupportedOperationException("helper wire");
  }

  @Override
  public Reading binary(byte[] bytes) {
    throw new UnsupportedOperationException("helper wire");
  }

  @Override
  public Frame trouble(Trouble trouble) {
    throw new UnsupportedOperationException("helper wire");
  }
}
