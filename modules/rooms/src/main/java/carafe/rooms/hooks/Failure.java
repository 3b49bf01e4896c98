package carafe.rooms.hooks;

/**
 * What makes a failure the same as one before: the room, the hook, and where in the code it began.
 *
 * @param room as logs may name it
 */
record Failure(String room, String hook, String origin) {
  private static final int CAUSES_MAX = 10;

  static Failure of(String room, String hook, Throwable thrown) {
    Throwable first = thrown;
    for (int i = 0; i < CAUSES_MAX && first.getCause() != null; i++) {
      first = first.getCause();
    }
    StackTraceElement[] trace = first.getStackTrace();
    String place = trace.length == 0 ? "" : trace[0].toString();
    return new Failure(room, hook, first.getClass().getName() + place);
  }
}
