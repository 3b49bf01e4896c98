import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks or rewrites the layout of every Java file of the repository; run by the root pom. */
public final class Format {
  public static void main(String[] args) throws Exception {
    boolean rewrite = args[0].equals("rewrite");
    List<String> arguments =
        new ArrayList<>(
            rewrite ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    arguments.addAll(javaFiles(Path.of("modules")));
    arguments.addAll(javaFiles(Path.of("config")));
    arguments.addAll(javaFiles(Path.of("deploy")));
    PrintWriter out = new PrintWriter(System.out, true);
    int exit =
        new Main(out, new PrintWriter(System.err, true), System.in)
            .format(arguments.toArray(String[]::new));
    if (exit != 0 && !rewrite) {
      out.println("These files are not laid out as google-java-format does: run `mvn -Pformat`.");
    }
    System.exit(exit);
  }

  private static List<String> javaFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".java")).sorted().toList();
    }
  }
}
