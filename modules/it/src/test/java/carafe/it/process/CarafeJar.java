package carafe.it.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The whole program in one file, as the build made it, and the prepared classes beside it. */
public final class CarafeJar {
  private CarafeJar() {}

  public static Path path() {
    // Set by the build; the default is for a test started from an editor.
    Path jar = Path.of(System.getProperty("it.jar", "../server/target/carafe.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new AssertionError(jar + " is missing: run `mvn package`");
    }
    return jar.toAbsolutePath().normalize();
  }

  public static Path startCache() {
    return path().resolveSibling("carafe.aot");
  }

  /** As operators are told to give them. */
  public static List<String> optionsFor(Path startCache) {
    return List.of("-XX:AOTCache=" + startCache, "-Xlog:aot=off");
  }
}
