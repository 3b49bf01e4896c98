package carafe.tasting.wire;

import carafe.tasting.wire.ToClient.ErrorMessage;
import java.util.Optional;

/**
 * Ends the reading of a message that is not right, from however deep inside it. Never leaves this
 * package, has no stack trace, and is no {@link RuntimeException}, so that nobody forgets it.
 */
final class Wrong extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ErrorMessage error;

  Wrong(ErrorMessage error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  Wrong(ErrorCode code, String message) {
    this(new ErrorMessage(message, code, Optional.empty()));
  }

  Wrong(ErrorCode code, String field, String message) {
    this(new ErrorMessage(message, code, Optional.of(field)));
  }

  ErrorMessage error() {
    return error;
  }
}
