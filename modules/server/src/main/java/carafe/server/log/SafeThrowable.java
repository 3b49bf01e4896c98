package carafe.server.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.CoreConstants;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stack trace, indented: its messages, which may quote a client, begin no line of their own, and
 * name no rooms. Of an {@link Outage} only the causes: it is no bug, and every room has one.
 */
public final class SafeThrowable extends ThrowableProxyConverter {
  /** Beyond, they go in circles. */
  private static final int CAUSES_MAX = 20;

  @Override
  protected String throwableProxyToString(IThrowableProxy proxy) {
    return (isOutage(proxy) ? causes(proxy) : super.throwableProxyToString(proxy).lines())
            .map(line -> "  " + Escaped.of(HiddenRooms.in(line), SafeMessage.CHARS_MAX))
            .collect(Collectors.joining(CoreConstants.LINE_SEPARATOR))
        + CoreConstants.LINE_SEPARATOR;
  }

  private static boolean isOutage(IThrowableProxy proxy) {
    return proxy instanceof ThrowableProxy real && Outage.isBehind(real.getThrowable());
  }

  private static Stream<String> causes(IThrowableProxy proxy) {
    return Stream.iterate(proxy, cause -> cause != null, IThrowableProxy::getCause)
        .limit(CAUSES_MAX)
        .map(cause -> "because of " + cause.getClassName() + ": " + cause.getMessage());
  }
}
