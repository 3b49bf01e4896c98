package carafe.tasting.wire;

import java.util.Arrays;
import java.util.stream.Stream;

/** The records of a sealed interface, however deep below it. */
public final class Leaves {
  private Leaves() {}

  public static Stream<Class<?>> of(Class<?> type) {
    Class<?>[] permitted = type.getPermittedSubclasses();
    return permitted == null
        ? Stream.of(type)
        : Arrays.stream(permitted).flatMap(Leaves::of).distinct();
  }
}
