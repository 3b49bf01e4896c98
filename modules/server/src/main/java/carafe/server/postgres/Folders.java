package carafe.server.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders that appear whole or not at all. */
final class Folders {
  private Folders() {}

  /** Makes a folder, and those above it, that only its owner can look into. */
  static void makePrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    }
  }

  static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        // Windows: the home folder's own permissions are inherited.
        : new FileAttribute<?>[0];
  }

  /** Writes a new file that only its owner can read, and that survives a power failure. */
  static void writePrivate(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly(file, "rw-------"))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /**
   * Gives a finished folder its name, so that it survives a power failure from then on; what is in
   * its files has to be on the disk before.
   */
  static void moveIntoPlace(Path finished, Path place) throws IOException {
    force(finished);
    Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
    force(place.toAbsolutePath().resolveSibling("."));
  }

  /** The names in a folder, down to the disk. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open folders, and has no need to.
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What a killed process left unfinished; what cannot be deleted now is tried again next time. */
  static void deleteUnfinished(Path parent, String prefix) throws IOException {
    List<Path> unfinished;
    try (Stream<Path> children = Files.list(parent)) {
      unfinished =
          children.filter(child -> child.getFileName().toString().startsWith(prefix)).toList();
    }
    for (Path folder : unfinished) {
      try {
        delete(folder);
      } catch (IOException e) {
        // Somebody still writes there, or it is not ours.
      }
    }
  }
}
