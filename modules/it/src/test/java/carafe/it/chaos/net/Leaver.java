package carafe.it.chaos.net;

/** A program that makes namespaces and is killed before it can take them down. */
final class Leaver {
  private Leaver() {}

  public static void main(String[] arguments) {
    Namespaces.of(2, 5432);
    Runtime.getRuntime().halt(137);
  }
}
