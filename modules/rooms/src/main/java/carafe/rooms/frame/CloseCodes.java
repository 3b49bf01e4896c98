package carafe.rooms.frame;

/** The close codes of RFC 6455 that we use, and which ones may travel in a close frame. */
public final class CloseCodes {
  public static final int NORMAL = 1000;
  public static final int GOING_AWAY = 1001;
  public static final int PROTOCOL_ERROR = 1002;

  /** Never on the wire: the close frame carried no code. */
  public static final int NONE = 1005;

  /** Never on the wire: the connection ended without a close frame. */
  public static final int LOST = 1006;

  public static final int INVALID_TEXT = 1007;
  public static final int FLOOD = 1008;
  public static final int TOO_LARGE = 1009;
  public static final int FAILED = 1011;
  public static final int RESTART = 1012;
  public static final int TRY_AGAIN = 1013;

  private CloseCodes() {}

  /** Whether a close frame may carry the code: assigned by IANA, or free for libraries and apps. */
  public static boolean mayTravel(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  /**
   * @throws IllegalArgumentException when no close frame may carry the code
   */
  public static void check(int code) {
    if (!mayTravel(code)) {
      throw new IllegalArgumentException(
          "A connection cannot be closed with code %d: 1000 to 1013 without 1004 to 1006, or 3000 to"
                  .formatted(code)
              + " 4999");
    }
  }
}
