import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes what an image needs below the program itself: a Java runtime cut from the JDK that runs
 * this, the C library it is linked with, and a user. Nothing is downloaded; profile {@code image}
 * of module server runs it.
 */
public final class ImageRoot {
  /** All of Java SE, for parties of a user's own; then what the program and operators need. */
  private static final String MODULES =
      "java.se,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,"
          + "jdk.unsupported,jdk.zipfs";

  /** Where the runtime is put; the image's PATH names its {@code bin}. */
  private static final String JAVA = "opt/java";

  /** What draws, prints and plays: its libraries are not in the image, nor is what they need. */
  private static final Pattern NOT_HEADLESS =
      Pattern.compile("lib(awt_xawt|fontmanager|freetype|jawt|jsound|splashscreen)\\.so");

  private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x[0-9a-f]+\\)");

  private final Path root;

  private ImageRoot(Path root) {
    this.root = root;
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]).toAbsolutePath();
    delete(root);
    ImageRoot image = new ImageRoot(root);
    image.runtime();
    image.cLibrary();
    image.user();
  }

  private void runtime() throws IOException {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int exit =
        jlink.run(
            System.out,
            System.err,
            "--add-modules=" + MODULES,
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--generate-cds-archive",
            "--output=" + root.resolve(JAVA));
    if (exit != 0) {
      throw new IOException("jlink ended with " + exit);
    }
    for (Path file : files(root.resolve(JAVA))) {
      if (NOT_HEADLESS.matcher(file.getFileName().toString()).matches()) {
        Files.delete(file);
      }
    }
  }

  /** Everything outside the runtime that its programs and libraries are linked with. */
  private void cLibrary() throws IOException, InterruptedException {
    Path java = root.resolve(JAVA);
    Set<Path> needed = new TreeSet<>();
    for (Path file : files(java)) {
      boolean linked = file.getParent().endsWith("bin") || file.toString().endsWith(".so");
      if (linked) {
        linkedWith(file).filter(library -> !library.startsWith(java)).forEach(needed::add);
      }
    }
    Path c =
        needed.stream()
            .filter(library -> library.getFileName().toString().startsWith("libc.so"))
            .findFirst()
            .orElseThrow(() -> new IOException("Java is not linked with a C library: no Linux?"));
    // Loaded by name, where the C library still has its resolver outside.
    for (String name : List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2")) {
      if (Files.exists(c.resolveSibling(name))) {
        needed.add(c.resolveSibling(name));
      }
    }
    needed.forEach(this::copy);
    Path licence = Path.of("/usr/share/doc/libc6/copyright");
    if (Files.exists(licence)) {
      copy(licence);
    }
  }

  private static Stream<Path> linkedWith(Path file) throws IOException, InterruptedException {
    Process ldd =
        new ProcessBuilder("ldd", file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    ldd.waitFor(); // fails for what is no program: then it names none
    Matcher matcher = LIBRARY.matcher(said);
    return matcher.results().map(result -> Path.of(result.group(1))).toList().stream();
  }

  /** To the same place, and as a file of its own where it is a link. */
  private void copy(Path file) {
    try {
      Path target = root.resolve(Path.of("/").relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 65532, as images without a shell have it. */
  private void user() throws IOException {
    Path etc = Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        etc.resolve("passwd"),
        "root:x:0:0:root:/:/nologin\ncarafe:x:65532:65532:carafe:/tmp:/nologin\n");
    Files.writeString(etc.resolve("group"), "root:x:0:\ncarafe:x:65532:\n");
    Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
    Files.createDirectories(root.resolve("tmp"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
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
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
