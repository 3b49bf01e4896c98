package carafe.it.real;

import carafe.it.client.Message;
import carafe.it.client.Told;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A script of {@code src/test/node} in a process of its own. What it is told, and the opening and
 * closing of its connections, comes line by line; a line to it is a click.
 */
public final class NodeClient implements Closeable {
  /** Where the build has installed the scripts and what they need. */
  private static final Path FOLDER = Path.of(System.getProperty("it.node", "target/node"));

  private final Process process;
  private final Told told;

  public NodeClient(String script, String... arguments) {
    if (!Files.isDirectory(FOLDER.resolve("node_modules/partysocket"))) {
      throw new AssertionError("no partysocket in " + FOLDER + ": the build runs npm ci there");
    }
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    told = new Told(script);
    try {
      process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  public Told told() {
    return told;
  }

  public void click(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.add(Message.of(line));
      }
    } catch (IOException e) {
      // it ended while it was read
    }
    told.ended(Told.Ending.LOST);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
