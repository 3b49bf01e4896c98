package carafe.server.command;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says; a program run from its classes has no number. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String number = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "carafe " + (number == null ? "(unpackaged)" : number),
      "Java %s, %s %s"
          .formatted(
              Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch"))
    };
  }
}
