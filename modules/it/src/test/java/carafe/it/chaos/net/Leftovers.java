package carafe.it.chaos.net;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Namespaces and bridges of runs that were killed. */
final class Leftovers {
  private Leftovers() {}

  /** Takes down whatever is named after a process that does not live any more. */
  static void clear(String prefix) {
    Pattern ours = Pattern.compile("\\b(" + prefix + "p?(\\d+)[a-z]*\\d*)");
    Matcher namespace = ours.matcher(Shell.run("ip netns list"));
    while (namespace.find()) {
      if (isDead(namespace.group(2))) {
        remove(namespace.group(1));
      }
    }
    Matcher link = ours.matcher(Shell.run("ip -o link show type bridge"));
    while (link.find()) {
      if (isDead(link.group(2))) {
        Shell.attempt("ip link del " + link.group(1));
      }
    }
  }

  private static boolean isDead(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  /** A namespace with all that runs in it. */
  static void remove(String namespace) {
    Shell.attempt("ip netns pids " + namespace)
        .output()
        .lines()
        .map(Leftovers::process)
        .flatMap(Optional::stream)
        .forEach(ProcessHandle::destroyForcibly);
    Shell.attempt("ip netns del " + namespace);
  }

  private static Optional<ProcessHandle> process(String line) {
    return line.matches("\\d+") ? ProcessHandle.of(Long.parseLong(line)) : Optional.empty();
  }
}
