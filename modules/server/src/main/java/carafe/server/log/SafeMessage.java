package carafe.server.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** A message on one line of bounded length, without the ids of rooms. */
public final class SafeMessage extends ClassicConverter {
  static final int CHARS_MAX = 2000;

  @Override
  public String convert(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    return message == null ? "" : Escaped.of(HiddenRooms.in(message), CHARS_MAX);
  }
}
