package carafe.server.postgres;

import carafe.server.problem.StartProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked once into a folder named after the archive's content. The folder
 * appears whole: it is filled under another name, and a list of its files and their sizes is the
 * last to be written.
 */
record Binaries(Path folder, Platform platform, int major) {
  private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);
  private static final String LIST = "carafe-files.txt";

  /** Several threads of one JVM cannot wait for one file lock. */
  private static final Object UNPACKING = new Object();

  /**
   * A look before anything is made.
   *
   * @throws StartProblem when this build brings none for that platform
   */
  static void mustBeHere(Platform platform) {
    URL _ = archive(platform);
  }

  static Binaries unpacked(Path cache, Platform platform) {
    try {
      Path folder = cache.resolve("postgresql-" + identity(archive(platform)));
      if (!isWhole(folder)) {
        unpack(cache, folder, platform);
      }
      return new Binaries(folder, platform, major(folder));
    } catch (IOException e) {
      throw new StartProblem(
          "PostgreSQL cannot be unpacked into %s (%s): make it writable, or name another folder with"
                  .formatted(cache, e)
              + " CARAFE_CACHE_DIR",
          e);
    }
  }

  String program(String name) {
    return folder.resolve("bin").resolve(platform.program(name)).toString();
  }

  private static void unpack(Path cache, Path folder, Platform platform) throws IOException {
    Files.createDirectories(cache);
    synchronized (UNPACKING) {
      try (FileChannel channel =
          FileChannel.open(
              cache.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock(); // until the channel closes
        if (isWhole(folder)) {
          return; // by whoever held the lock before
        }
        LOG.info("Unpacking PostgreSQL into {}, once", folder);
        Folders.deleteUnfinished(cache, "unpacking-");
        Path unfinished = cache.resolve("unpacking-" + UUID.randomUUID());
        Files.createDirectory(unfinished);
        try (InputStream archive = archive(platform).openStream()) {
          Archive.unpack(archive, unfinished);
        }
        Files.writeString(unfinished.resolve(LIST), list(unfinished));
        if (Files.exists(folder)) {
          // Damaged: somebody deleted a part of it.
          Files.move(folder, cache.resolve("unpacking-" + UUID.randomUUID()));
        }
        Folders.moveIntoPlace(unfinished, folder);
        Folders.deleteUnfinished(cache, "unpacking-");
      }
    }
  }

  private static URL archive(Platform platform) {
    URL archive = Binaries.class.getResource("/" + platform.archive());
    if (archive == null) {
      throw platform.unsupported();
    }
    return archive;
  }

  /** Differs when the content does; read from the jar's index, not from its 15 MB. */
  private static String identity(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection connection) {
      JarEntry entry = connection.getJarEntry();
      return "%08x-%d".formatted(entry.getCrc(), entry.getSize());
    }
    throw new IOException(archive + " is not inside a jar");
  }

  private static boolean isWhole(Path folder) throws IOException {
    return Files.isRegularFile(folder.resolve(LIST))
        && Files.readString(folder.resolve(LIST)).equals(list(folder));
  }

  /** Every file but the list itself, with its size. */
  private static String list(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      StringBuilder list = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.endsWith(LIST)) {
          list.append(folder.relativize(file)).append(' ').append(Files.size(file)).append('\n');
        }
      }
      return list.toString();
    }
  }

  private static int major(Path folder) throws IOException {
    Path catalogue = folder.resolve("share/postgresql/postgres.bki");
    try (BufferedReader reader = Files.newBufferedReader(catalogue)) {
      // The file opens with "# PostgreSQL 18".
      return Integer.parseInt(String.valueOf(reader.readLine()).replaceAll("\\D", ""));
    }
  }
}
