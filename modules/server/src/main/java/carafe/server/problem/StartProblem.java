package carafe.server.problem;

import org.jspecify.annotations.Nullable;

/**
 * Why the program cannot start, in one line for the person who started it: what is wrong, and what
 * would be right.
 */
public final class StartProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartProblem(String line) {
    this(line, null);
  }

  /** The cause goes to the log at debug level; the line alone must be enough. */
  public StartProblem(String line, @Nullable Throwable cause) {
    super(line.replaceAll("\\s*\\R\\s*", " ").strip(), cause);
  }

  /** The line. */
  public String line() {
    return String.valueOf(getMessage());
  }
}
