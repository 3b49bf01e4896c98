package carafe.rooms.budget;

/**
 * The budgets that all connections of a node draw on.
 *
 * @param arriving for what has only partly arrived: messages, heads and bodies of requests; and for
 *     bodies whose request is not answered yet
 * @param unread for what waits for one client alone, because it does not read
 */
public record Budgets(ByteBudget arriving, ByteBudget unread) {
  /** With so many bytes each. */
  public static Budgets of(long arriving, long unread) {
    return new Budgets(new ByteBudget(arriving), new ByteBudget(unread));
  }
}
