package carafe.rooms.collect;

import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Things by their numbers, in the order of these: 8 bytes for each where a map of the JDK has some
 * 60, of which a room has several for each of its clients. Whoever comes has the highest number, or
 * nearly so: that costs no more than at the end of a list. Whoever goes costs a move of all that
 * came later; of many that go together {@link #removeIf} makes one. Not thread-safe.
 */
public final class ByNumber<T> extends AbstractCollection<T> {
  private static final int[] NO_NUMBERS = {};
  private static final Object[] NO_THINGS = {};
  private static final int CAPACITY_MIN = 4;

  /** Ascending; those beyond the size mean nothing. */
  private int[] numbers = NO_NUMBERS;

  private @Nullable Object[] things = NO_THINGS;
  private int size;

  @Override
  public int size() {
    return size;
  }

  public @Nullable T get(int number) {
    int place = place(number);
    return place < 0 ? null : at(place);
  }

  /**
   * @return what had this number, if anything did
   */
  public @Nullable T put(int number, T thing) {
    int place = place(number);
    if (place >= 0) {
      T before = at(place);
      things[place] = thing;
      return before;
    }
    insert(-place - 1, number, thing);
    return null;
  }

  /**
   * @return what had this number, if anything did
   */
  public @Nullable T remove(int number) {
    int place = place(number);
    if (place < 0) {
      return null;
    }
    T removed = at(place);
    size--;
    System.arraycopy(numbers, place + 1, numbers, place, size - place);
    System.arraycopy(things, place + 1, things, place, size - place);
    things[size] = null;
    if (size == 0) {
      clear();
    }
    return removed;
  }

  @Override
  public boolean removeIf(Predicate<? super T> which) {
    int before = size;
    int kept = 0;
    for (int i = 0; i < before; i++) {
      if (!which.test(at(i))) {
        numbers[kept] = numbers[i];
        things[kept] = things[i];
        kept++;
      }
    }
    Arrays.fill(things, kept, before, null);
    size = kept;
    if (size == 0) {
      clear();
    }
    return size < before;
  }

  @Override
  public void clear() {
    numbers = NO_NUMBERS;
    things = NO_THINGS;
    size = 0;
  }

  /** Must not be changed meanwhile. */
  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return at(next++);
      }
    };
  }

  private void insert(int place, int number, T thing) {
    if (size == numbers.length) {
      int capacity = Math.max(CAPACITY_MIN, size + size / 2);
      numbers = Arrays.copyOf(numbers, capacity);
      things = Arrays.copyOf(things, capacity);
    }
    System.arraycopy(numbers, place, numbers, place + 1, size - place);
    System.arraycopy(things, place, things, place + 1, size - place);
    numbers[place] = number;
    things[place] = thing;
    size++;
  }

  /** As {@link Arrays#binarySearch(int[], int)} says it. */
  private int place(int number) {
    return size > 0 && number > numbers[size - 1]
        ? -size - 1
        : Arrays.binarySearch(numbers, 0, size, number);
  }

  @SuppressWarnings("unchecked") // nothing else is put in
  private T at(int place) {
    return (T) Objects.requireNonNull(things[place]);
  }
}
