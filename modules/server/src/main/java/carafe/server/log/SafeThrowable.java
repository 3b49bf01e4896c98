package carafe.server.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.CoreConstants;
import java.util.stream.Collectors;

/** A stack trace, indented: its messages, which may quote a client, begin no line of their own. */
public final class SafeThrowable extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy proxy) {
    return super.throwableProxyToString(proxy)
            .lines()
            .map(line -> "  " + Escaped.of(line, SafeMessage.CHARS_MAX))
            .collect(Collectors.joining(CoreConstants.LINE_SEPARATOR))
        + CoreConstants.LINE_SEPARATOR;
  }
}
