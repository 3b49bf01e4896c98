package carafe.tasting.journal;

import carafe.rules.host.SessionEntry;
import carafe.rules.plan.Category;
import carafe.rules.session.EndCause;
import carafe.rules.session.RevealCause;

/**
 * What the journal calls the values of our enums. Spelled out, so that renaming one of ours changes
 * nothing that is stored.
 */
final class JournalNames {
  private JournalNames() {}

  static String of(Category category) {
    return switch (category) {
      case COLOR -> "color";
      case COUNTRY -> "country";
      case GRAPE_VARIETY -> "grape_variety";
      case VINTAGE_YEAR -> "vintage_year";
      case WINE_NAME -> "wine_name";
    };
  }

  static Category category(String name) {
    return switch (name) {
      case "color" -> Category.COLOR;
      case "country" -> Category.COUNTRY;
      case "grape_variety" -> Category.GRAPE_VARIETY;
      case "vintage_year" -> Category.VINTAGE_YEAR;
      case "wine_name" -> Category.WINE_NAME;
      default -> throw unknown("category");
    };
  }

  static String of(RevealCause cause) {
    return switch (cause) {
      case HOST -> "host";
      case DEADLINE -> "deadline";
    };
  }

  static RevealCause revealCause(String name) {
    return switch (name) {
      case "host" -> RevealCause.HOST;
      case "deadline" -> RevealCause.DEADLINE;
      default -> throw unknown("cause of a reveal");
    };
  }

  static String of(EndCause cause) {
    return switch (cause) {
      case HOST -> "host";
      case LAST_WINE -> "last-wine";
      case HOST_GONE -> "host-gone";
      case HOST_IDLE -> "host-idle";
      case NEVER_STARTED -> "never-started";
    };
  }

  static EndCause endCause(String name) {
    return switch (name) {
      case "host" -> EndCause.HOST;
      case "last-wine" -> EndCause.LAST_WINE;
      case "host-gone" -> EndCause.HOST_GONE;
      case "host-idle" -> EndCause.HOST_IDLE;
      case "never-started" -> EndCause.NEVER_STARTED;
      default -> throw unknown("cause of an end");
    };
  }

  static String of(SessionEntry.Status status) {
    return switch (status) {
      case WAITING -> "waiting";
      case ACTIVE -> "active";
      case ENDED -> "ended";
    };
  }

  static SessionEntry.Status status(String name) {
    return switch (name) {
      case "waiting" -> SessionEntry.Status.WAITING;
      case "active" -> SessionEntry.Status.ACTIVE;
      case "ended" -> SessionEntry.Status.ENDED;
      default -> throw unknown("status");
    };
  }

  private static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException("this program knows no such " + what);
  }
}
