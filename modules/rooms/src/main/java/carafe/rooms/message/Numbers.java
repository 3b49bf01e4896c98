package carafe.rooms.message;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Connections by their small numbers at one relay. Immutable. */
public final class Numbers {
  private static final Numbers NONE = new Numbers(new int[0]);
  private final int[] values;

  private Numbers(int[] values) {
    this.values = values;
  }

  public static Numbers none() {
    return NONE;
  }

  public static Numbers of(int... values) {
    return values.length == 0 ? NONE : new Numbers(values.clone());
  }

  public int size() {
    return values.length;
  }

  public int at(int index) {
    return values[index];
  }

  public boolean contains(int number) {
    return stream().anyMatch(n -> n == number);
  }

  public IntStream stream() {
    return Arrays.stream(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Numbers that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
