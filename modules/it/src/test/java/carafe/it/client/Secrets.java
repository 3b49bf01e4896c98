package carafe.it.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What clients of these tests sent or were told, and no log may hold. */
public final class Secrets {
  private static final Set<String> ALL = ConcurrentHashMap.newKeySet();

  private Secrets() {}

  /** Tokens, keys, answers, connection ids, host ids, or values that have to be cut or escaped. */
  public static void note(String secret) {
    ALL.add(secret);
  }

  public static Set<String> all() {
    return Set.copyOf(ALL);
  }
}
