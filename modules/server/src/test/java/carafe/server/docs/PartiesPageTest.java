package carafe.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Connection;
import carafe.rooms.api.FetchException;
import carafe.rooms.api.Party;
import carafe.rooms.api.Range;
import carafe.rooms.api.RemoteRoom;
import carafe.rooms.api.Room;
import carafe.rooms.api.Storage;
import carafe.rooms.api.StorageReader;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/parties.md} tells of all a party can use, and what it shows compiles. */
class PartiesPageTest {
  private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");
  private static final Pattern FILE = Pattern.compile("(?m)^`(\\w+)\\.java`:$");

  private final String page = Docs.text("docs/parties.md");

  /** A source file on the page. */
  private static final class Shown extends SimpleJavaFileObject {
    private final String code;

    Shown(String code) {
      super(URI.create("string:///org/example/" + name(code) + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }

  private static String name(String code) {
    return Docs.found(CLASS, code).getFirst();
  }

  @Test
  void whatItShowsCompilesWithoutAWarning(@TempDir Path classes) {
    List<String> shown = Docs.blocks("java", page);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-Xlint:all,-processing,-path,-classfile",
            "-Werror");
    List<? extends JavaFileObject> sources = shown.stream().map(Shown::new).toList();

    assertThat(compiler.getTask(said, null, null, options, null, sources).call())
        .as(said::toString)
        .isTrue();

    assertThat(shown.stream().map(PartiesPageTest::name))
        .as("the files' names")
        .isEqualTo(Docs.found(FILE, page));
  }

  @Test
  void itsSettingsNameWhatItShows() {
    ConfigObject first =
        ConfigFactory.parseString(Docs.blocks("hocon", page).getFirst())
            .getObject("carafe.parties");

    assertThat(first.values().stream().map(party -> String.valueOf(party.unwrapped())))
        .containsExactlyInAnyOrderElementsOf(
            Docs.blocks("java", page).stream().map(code -> "org.example." + name(code)).toList());
  }

  @Test
  void everyOperationIsThere() {
    Set<String> operations =
        Stream.of(
                Party.class,
                Room.class,
                Connection.class,
                StorageReader.class,
                Storage.class,
                RemoteRoom.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .map(Method::getName)
            .filter(name -> !name.equals("address"))
            .collect(Collectors.toCollection(TreeSet::new));
    Arrays.stream(Range.class.getMethods())
        .filter(method -> method.getReturnType() == Range.class)
        .forEach(method -> operations.add(method.getName()));

    assertThat(operations)
        .allSatisfy(name -> assertThat(page).containsPattern("[`. ]" + name + "\\("));
    assertThat(Arrays.stream(FetchException.Reason.values()))
        .allSatisfy(reason -> assertThat(page).contains("`" + reason + "`"));
  }
}
