package carafe.server.postgres;

import carafe.server.problem.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What PostgreSQL keeps: {@code postgres/data} and beside it the password of its one user. Both are
 * made under another name and appear together, so that a kill in between leaves nothing half done.
 */
record ClusterFolder(Path data, String password) {
  static final String USER = "carafe";

  private static final Logger LOG = LoggerFactory.getLogger(ClusterFolder.class);
  private static final String UNFINISHED = "postgres.new-";
  private static final long INITDB_SECONDS_MAX = 300;

  /** Opens the folder, made now if this is the first start. The data folder must be locked. */
  static ClusterFolder open(Path dataDir, Binaries binaries, Commands commands) throws IOException {
    Path place = dataDir.resolve("postgres");
    Folders.deleteUnfinished(dataDir, UNFINISHED);
    if (!Files.exists(place)) {
      make(dataDir, place, commands);
    }
    Path data = place.resolve("data");
    checkVersion(data, binaries.major());
    return new ClusterFolder(data, password(passwordFile(place)));
  }

  private static String password(Path file) throws IOException {
    String password = Files.exists(file) ? Files.readString(file).strip() : "";
    if (password.isEmpty()) {
      throw new StartProblem(
          "%s is missing or empty, and it holds the one password of the database beside it: put it"
                  .formatted(file)
              + " back from a backup of the data folder");
    }
    return password;
  }

  private static Path passwordFile(Path place) {
    return place.resolve("password");
  }

  private static void make(Path dataDir, Path place, Commands commands) throws IOException {
    LOG.info("Making a new PostgreSQL database in {}", place);
    Path unfinished = dataDir.resolve(UNFINISHED + UUID.randomUUID());
    Folders.makePrivate(unfinished);
    Path password = passwordFile(unfinished);
    Folders.writePrivate(password, newPassword());
    Commands.Outcome outcome =
        Commands.run(
            commands.tied(
                "KILL",
                "initdb",
                List.of(
                    "--pgdata=" + unfinished.resolve("data"),
                    "--username=" + USER,
                    "--pwfile=" + password,
                    // Others on this machine can reach the loopback too.
                    "--auth=scram-sha-256",
                    // The password is 256 random bits, not a word: stretching it costs every
                    // connection some milliseconds and gains nothing.
                    "--set=scram_iterations=1",
                    "--encoding=UTF8",
                    "--no-locale")),
            INITDB_SECONDS_MAX);
    if (outcome.exit() != 0) {
      Folders.delete(unfinished);
      throw new StartProblem(
          "PostgreSQL cannot make its database in %s: %s".formatted(dataDir, outcome.reason()));
    }
    Folders.moveIntoPlace(unfinished, place);
  }

  private static String newPassword() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static void checkVersion(Path data, int ours) throws IOException {
    Path versionFile = data.resolve("PG_VERSION");
    if (!Files.isRegularFile(versionFile)) {
      throw new StartProblem(
          "%s is not a PostgreSQL data folder (no PG_VERSION in it): move it away, or give Carafe"
                  .formatted(data)
              + " another folder with CARAFE_DATA_DIR");
    }
    String theirs = Files.readString(versionFile).strip();
    if (!theirs.equals(String.valueOf(ours))) {
      throw new StartProblem(
          "%s was written by PostgreSQL %s, this Carafe brings PostgreSQL %d: start it with the Carafe"
                  .formatted(data, theirs, ours)
              + " that wrote it, or move the data over with pg_dump");
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return data.toString();
  }
}
