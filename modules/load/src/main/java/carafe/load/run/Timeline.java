package carafe.load.run;

import java.util.ArrayList;
import java.util.List;

/** Samples over a run; when they become too many, every second one goes. */
final class Timeline {
  static final int SAMPLES_MAX = 1024;

  private final List<Sample> samples = new ArrayList<>();
  private int every = 1;
  private int offered;

  synchronized void add(Sample sample) {
    if (offered++ % every == 0) {
      samples.add(sample);
    }
    if (samples.size() == SAMPLES_MAX) {
      for (int i = 1; i < SAMPLES_MAX / 2; i++) {
        samples.set(i, samples.get(2 * i));
      }
      samples.subList(SAMPLES_MAX / 2, SAMPLES_MAX).clear();
      every *= 2;
    }
  }

  synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }
}
