package carafe.rooms.api;

/** A change would exceed a bound of the storage; the message says which and by how much. */
public final class StorageLimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StorageLimitException(String message) {
    super(message);
  }
}
