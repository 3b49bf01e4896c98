package carafe.it.cluster;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Begins with the test classes that {@linkplain TestCluster#MACHINE wait for each other}, so that
 * all others run beside them, and none of them is left to run alone.
 */
public final class ClustersFirst implements ClassOrderer {
  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(Comparator.comparing(it -> !hasCluster(it)));
  }

  private static boolean hasCluster(ClassDescriptor test) {
    return test.findRepeatableAnnotations(ResourceLock.class).stream()
        .anyMatch(lock -> lock.value().equals(TestCluster.MACHINE));
  }
}
