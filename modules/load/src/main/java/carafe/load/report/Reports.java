package carafe.load.report;

import carafe.load.run.Result;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results in files. */
public final class Reports {
  private Reports() {}

  public static void json(Result result, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      JsonReport.write(result, out);
    }
  }

  public static void html(Result result, Path file) throws IOException {
    Files.writeString(file, HtmlReport.of(result));
  }
}
