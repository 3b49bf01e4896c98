package carafe.server.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Environment variables that look like ours but are read by nobody. A warning, no refusal:
 * Kubernetes sets {@code CARAFE_PORT} by itself when a service is called carafe.
 */
final class Variables {
  private static final Logger LOG = LoggerFactory.getLogger(Variables.class);
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{\\??(CARAFE_[A-Z0-9_]+)}");
  private static final int MISSPELT_DISTANCE_MAX = 2;

  private Variables() {}

  /**
   * @param reference the modules' settings with their substitutions, as text
   */
  static void lookForMisspelt(Set<String> environment, String reference) {
    environment.stream()
        .filter(name -> name.startsWith("CARAFE_"))
        .sorted()
        .forEach(
            name ->
                meant(name, reference)
                    .ifPresent(known -> LOG.warn("{} is not read; was {} meant?", name, known)));
  }

  /** The variable that was meant, if the name is none of ours but close to one. */
  static Optional<String> meant(String name, String reference) {
    Set<String> known =
        SUBSTITUTION
            .matcher(reference)
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toSet());
    return known.contains(name)
        ? Optional.empty()
        : known.stream()
            .min(Comparator.comparingInt(candidate -> Spelling.distance(candidate, name)))
            .filter(candidate -> Spelling.distance(candidate, name) <= MISSPELT_DISTANCE_MAX);
  }
}
