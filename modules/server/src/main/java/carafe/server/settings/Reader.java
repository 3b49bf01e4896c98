package carafe.server.settings;

import carafe.server.problem.StartProblem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;

/** Reads single settings; a refusal names the key, what stands there, where, and what may. */
record Reader(Config config) {

  int number(String key, int min, int max) {
    String right = "a whole number from %d to %d".formatted(min, max);
    try {
      // Not getInt: that makes 80 of 80.5.
      int value = Integer.parseInt(config.getString(key).strip());
      if (value < min || value > max) {
        throw wrong(key, right);
      }
      return value;
    } catch (NumberFormatException | ConfigException.WrongType e) {
      throw wrong(key, right);
    }
  }

  Duration duration(String key, Duration min, Duration max) {
    String right = "a duration from %s to %s, such as 90 s".formatted(words(min), words(max));
    try {
      Duration value = config.getDuration(key);
      if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
        throw wrong(key, right);
      }
      return value;
    } catch (ConfigException.BadValue | ConfigException.WrongType e) {
      throw wrong(key, right);
    }
  }

  int bytes(String key, int min, int max) {
    String right = "a size from %d to %d bytes, such as 64 KiB".formatted(min, max);
    try {
      long value = config.getBytes(key);
      if (value < min || value > max) {
        throw wrong(key, right);
      }
      return Math.toIntExact(value);
    } catch (ConfigException.BadValue | ConfigException.WrongType e) {
      throw wrong(key, right);
    }
  }

  String text(String key) {
    try {
      return config.getString(key);
    } catch (ConfigException.WrongType e) {
      throw new StartProblem("%s: %s must be a text".formatted(origin(key), key));
    }
  }

  String nonEmpty(String key, String right) {
    String value = text(key);
    if (value.isBlank()) {
      throw wrong(key, right);
    }
    return value;
  }

  /** A file that is there and can be read. */
  Path file(String key) {
    Path file = path(key, "the path of a file");
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw wrong(key, "the path of a file that can be read");
    }
    return file;
  }

  Path folder(String key) {
    return path(key, "the path of a folder");
  }

  private Path path(String key, String right) {
    String value =
        nonEmpty(key, right)
            .replaceFirst("^~(?=/|$)", Matcher.quoteReplacement(System.getProperty("user.home")));
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      // Java keeps to the locale's encoding for file names.
      throw new StartProblem(
          "%s: %s is a path this system's locale cannot write; use a UTF-8 locale (LANG=C.UTF-8)"
              .formatted(origin(key), key));
    }
  }

  StartProblem wrong(String key, String right) {
    Object value = config.getValue(key).unwrapped();
    return new StartProblem(
        "%s: %s is \"%s\", but must be %s".formatted(origin(key), key, value, right));
  }

  private String origin(String key) {
    return KnownKeys.origin(config.getValue(key));
  }

  private static String words(Duration duration) {
    return duration.toSeconds() % 3600 == 0
        ? duration.toHours() + " h"
        : duration.toSeconds() + " s";
  }
}
