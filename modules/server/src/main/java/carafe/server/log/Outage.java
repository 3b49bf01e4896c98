package carafe.server.log;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.pattern.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/** A database that is away, or does not answer in time: nothing that a stack trace explains. */
final class Outage {
  /** Longer chains of causes are none, or go in circles. */
  private static final int CAUSES_MAX = 20;

  /** Of SQL states: no connection, no resources, the operator intervened, the system failed. */
  private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

  private Outage() {}

  /** Whether it came of one. */
  static boolean isBehind(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
      if (isOne(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isOne(Throwable cause) {
    return switch (cause) {
      case TimeoutException _, CircuitBreakerOpenException _, SQLTransientException _ -> true;
      case SQLException e -> isOne(e.getSQLState());
      default -> false;
    };
  }

  /** Hikari gives no state when a connection was closed under whoever used it. */
  private static boolean isOne(@Nullable String state) {
    return state == null || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
  }
}
