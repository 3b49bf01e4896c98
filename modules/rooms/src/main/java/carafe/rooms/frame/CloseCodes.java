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
}
