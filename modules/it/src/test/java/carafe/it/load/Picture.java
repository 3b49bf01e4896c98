package carafe.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.balancer.Needed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A page as Chromium shows it. */
record Picture(BufferedImage image) {
  private static final int HANG_SECONDS = 120;
  private static final int HEIGHT = 2400;

  /** Edges of letters and lines are blended; the inside of them is not. */
  private static final int NEAR = 6;

  static Picture of(String page, int width) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("carafe-page");
    Path html = Files.writeString(folder.resolve("page.html"), page);
    Path picture = folder.resolve("page.png");
    Path log = folder.resolve("log");
    Process browser =
        new ProcessBuilder(
                Needed.program("chromium").toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + width + "," + HEIGHT,
                "--screenshot=" + picture,
                html.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!browser.waitFor(HANG_SECONDS, TimeUnit.SECONDS)) {
      browser.destroyForcibly();
      throw new AssertionError("the browser hangs\n" + Files.readString(log));
    }
    assertThat(picture).as(Files.readString(log)).exists();
    return new Picture(ImageIO.read(picture.toFile()));
  }

  /** How much of it is of a colour like that, 0 to 1. */
  double share(int colour) {
    int[] dots = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return (double) Arrays.stream(dots).filter(dot -> isNear(dot, colour)).count() / dots.length;
  }

  /** What stands in a corner: the page's background. */
  int background() {
    return image.getRGB(1, 1);
  }

  private static boolean isNear(int one, int other) {
    return IntStream.of(0, 8, 16)
        .allMatch(at -> Math.abs((one >> at & 255) - (other >> at & 255)) < NEAR);
  }
}
