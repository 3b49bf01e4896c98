package carafe.server.postgres;

import carafe.server.problem.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What kind of machine this is, as far as running PostgreSQL differs. */
record Platform(Family family, String architecture, boolean root) {
  enum Family {
    LINUX,
    MAC,
    WINDOWS
  }

  static Platform current() {
    String name = property("os.name");
    Family family =
        name.startsWith("windows")
            ? Family.WINDOWS
            : name.startsWith("mac") ? Family.MAC : Family.LINUX;
    String architecture =
        switch (property("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          // Windows on arm64 emulates, and there are no binaries of its own.
          case "aarch64", "arm64" -> family == Family.WINDOWS ? "x86_64" : "arm_64";
          case String other -> other;
        };
    return new Platform(family, architecture, isRoot(family));
  }

  private static String property(String name) {
    return System.getProperty(name).toLowerCase(Locale.ROOT);
  }

  private static boolean isRoot(Family family) {
    try {
      return family == Family.LINUX
          ? Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
          : System.getProperty("user.name").equals("root");
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Name of the archive that holds this platform's binaries. */
  String archive() {
    return "postgres-%s-%s.txz"
        .formatted(
            switch (family) {
              case LINUX -> "linux";
              case MAC -> "darwin";
              case WINDOWS -> "windows";
            },
            architecture);
  }

  String program(String name) {
    return family == Family.WINDOWS ? name + ".exe" : name;
  }

  StartProblem unsupported() {
    return new StartProblem(
        "This build of Carafe brings no PostgreSQL for %s on %s (%s): build it on this machine, or"
                .formatted(family.name().toLowerCase(Locale.ROOT), architecture, archive())
            + " set CARAFE_DB_URL to a PostgreSQL of your own");
  }
}
