package carafe.server.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
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

  /** Gives a finished folder its name, so that it survives a power failure from then on. */
  static void moveIntoPlace(Path finished, Path place) throws IOException {
    Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel parent =
        FileChannel.open(place.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
      parent.force(true);
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
