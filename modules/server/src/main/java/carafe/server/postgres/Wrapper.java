package carafe.server.postgres;

import carafe.server.problem.StartProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small programs that stand before PostgreSQL's on a command line. Each does its part and then
 * becomes the next one, so the process stays one and the same.
 *
 * @param unroot PostgreSQL refuses root; in an unmapped user namespace root outside is nobody
 *     inside
 * @param ownGroup a process group of its own: a terminal's Ctrl-C is for us, who stop the database
 *     last
 * @param endWithUs ends it with the thread that started it, whatever ends that one; the signal's
 *     name follows
 */
record Wrapper(List<String> unroot, List<String> ownGroup, List<String> endWithUs) {
  private static final Logger LOG = LoggerFactory.getLogger(Wrapper.class);
  private static final List<String> NONE = List.of();

  static Wrapper on(Platform platform) {
    Wrapper wanted =
        switch (platform.family()) {
          case LINUX ->
              new Wrapper(
                  platform.root() ? List.of("unshare", "-U") : NONE,
                  List.of("setsid"),
                  List.of("setpriv", "--pdeathsig"));
          case MAC ->
              new Wrapper(
                  NONE, List.of("perl", "-e", "setpgrp(0, 0); exec @ARGV or exit 127", "--"), NONE);
          case WINDOWS -> new Wrapper(NONE, NONE, NONE);
        };
    boolean steppedDown = !platform.root() || !wanted.unroot.isEmpty();
    if (steppedDown && works(wanted.tied("INT", "true"))) {
      return wanted; // as a rule
    }
    return wanted.asFarAsPossible(steppedDown);
  }

  private Wrapper asFarAsPossible(boolean steppedDown) {
    if (!steppedDown || (!unroot.isEmpty() && !works(free("true")))) {
      throw new StartProblem(
          "PostgreSQL refuses to run as root, and this system lets us not step down: run Carafe as"
              + " an ordinary user, or set CARAFE_DB_URL to a PostgreSQL of your own");
    }
    boolean ends = works(new Wrapper(NONE, NONE, endWithUs).tied("INT", "true"));
    if (!ends) {
      LOG.warn(
          "There is no setpriv (util-linux) here: after a kill -9 PostgreSQL runs on until the next"
              + " start");
    }
    boolean groups = works(new Wrapper(NONE, ownGroup, NONE).tied("", "true"));
    return new Wrapper(unroot, groups ? ownGroup : NONE, ends ? endWithUs : NONE);
  }

  /** For what must not outlive us. */
  List<String> tied(String signal, String program) {
    List<String> command = new ArrayList<>(unroot);
    command.addAll(ownGroup);
    if (!endWithUs.isEmpty()) {
      // After unshare: a change of user forgets the signal.
      command.addAll(endWithUs);
      command.add(signal);
    }
    command.add(program);
    return command;
  }

  /** For what ends by itself. */
  List<String> free(String program) {
    List<String> command = new ArrayList<>(unroot);
    command.add(program);
    return command;
  }

  private static boolean works(List<String> command) {
    try {
      return command.equals(List.of("true"))
          || Commands.run(new ProcessBuilder(command), 10).exit() == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }
}
