package carafe.rooms.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Connections by their small numbers at one relay. Immutable. */
public final class Numbers {
  private static final Numbers NONE = new Numbers(new int[0]);
  @JsonValue private final int[] values;

  private Numbers(int[] values) {
    this.values = values;
  }

  public static Numbers none() {
    return NONE;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Numbers of(int... values) {
    return values.length == 0 ? NONE : new Numbers(values.clone());
  }

  public int size() {
    return values.length;
  }

  public boolean isEmpty() {
    return values.length == 0;
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

  /** Gathers numbers one by one, without boxing; may be used again after {@link #take}. */
  public static final class Collector {
    private int[] gathered = new int[4];
    private int size;

    public void add(int number) {
      if (size == gathered.length) {
        gathered = Arrays.copyOf(gathered, 2 * size);
      }
      gathered[size++] = number;
    }

    public boolean isEmpty() {
      return size == 0;
    }

    /** What was gathered; the collector is empty again. */
    public Numbers take() {
      if (size == 0) {
        return NONE;
      }
      Numbers taken = new Numbers(Arrays.copyOf(gathered, size));
      size = 0;
      return taken;
    }
  }
}
