package carafe.it.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Ranks;
import carafe.it.client.Say;
import carafe.it.client.Told;
import carafe.it.client.Web;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A host and phones of one game, who come through a balancer and come back through it as often as
 * they must: as real ones do, they try again when a connection ends or the room is not there yet.
 */
public final class Guests {
  private static final int PHONES = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Address balancer;
  private final Plan plan = Plan.twoByTwo(120);
  private final Host host;
  private final List<Phone> phones;

  private Guests(Address balancer) {
    this.balancer = balancer;
    String code = Web.freeCode(balancer);
    host = Host.on(code).create(balancer, plan);
    phones =
        IntStream.range(0, PHONES)
            .mapToObj(i -> new Phone("phone " + i + " at " + code, code).join(balancer))
            .toList();
  }

  public static Guests seated(Address balancer) {
    return new Guests(balancer);
  }

  public Message start() {
    return host.start();
  }

  /** Everybody is right. */
  void answer(Message question) {
    String option = plan.rightOption(question);
    for (Phone phone : phones) {
      Message _ = again(() -> back(phone), () -> accepted(phone, question, option));
    }
  }

  /** A room that moves says so, and is asked again. */
  private static Message accepted(Phone phone, Message question, String option) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      phone.submit(question, option);
      Message answer = phone.told().next(m -> m.is("game:answer_accepted") || m.is("error"));
      if (answer.is("game:answer_accepted")) {
        assertThat(answer.text("optionId")).isEqualTo(option);
        return answer;
      }
      assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
      assertThat(System.nanoTime()).as("the room comes back").isLessThan(end);
      pause();
    }
  }

  /** The connections that have ended, of all who are here. */
  long lost() {
    return Stream.concat(Stream.of(host.told()), phones.stream().map(Phone::told))
        .filter(told -> told.ending().isPresent())
        .count();
  }

  /** How each connection that has ended did so. */
  List<Told.Ending> endings() {
    return Stream.concat(Stream.of(host.told()), phones.stream().map(Phone::told))
        .flatMap(told -> told.ending().stream())
        .toList();
  }

  static int size() {
    return PHONES + 1;
  }

  /** The question that is answered now; then the three others; everybody has all the points. */
  public void playOnFrom(Message question) {
    answer(question);
    ask("host:reveal", "game:answer_revealed");
    for (int i = 0; i < 3; i++) {
      if (i == 1) {
        ask("host:next", "game:round_leaderboard");
      }
      answerNext();
    }
    ask("host:next", "game:round_leaderboard");
    Message board = ask("host:next", "game:final_leaderboard");
    assertThat(Ranks.in(board, "rankings"))
        .isEqualTo(Ranks.of(phones.stream().collect(Collectors.toMap(Phone::pseudonym, _ -> 400))));
  }

  private void answerNext() {
    answer(ask("host:next", "game:question"));
    ask("host:reveal", "game:answer_revealed");
  }

  /** What the host wants is asked once: who lost a connection comes back before. */
  private Message ask(String command, String answer) {
    return again(
        () -> back(host),
        () -> {
          host.says(command);
          return host.told().next(answer);
        });
  }

  /** The same over a new connection when this one ends before it is done. */
  private static Message again(Supplier<Boolean> comeBack, Supplier<Message> what) {
    boolean _ = comeBack.get();
    try {
      return what.get();
    } catch (AssertionError e) {
      if (!comeBack.get()) {
        throw e; // it was no connection that ended
      }
      return what.get();
    }
  }

  private boolean back(Host who) {
    return back(
        who.told(),
        () -> {
          who.connect(balancer).socket().send(Say.rejoinHost(who.id()));
          return who.told();
        });
  }

  private boolean back(Phone who) {
    return back(
        who.told(),
        () -> {
          who.connect(balancer).socket().send(Say.rejoinSession(who.token()));
          return who.told();
        });
  }

  /** Whether it had to: connects and rejoins until it hears how things stand. */
  private static boolean back(Told told, Supplier<Told> connect) {
    if (told.ending().isEmpty()) {
      return false;
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Message answer =
            connect
                .get()
                .next(m -> m.type().endsWith("state_snapshot") || m.type().equals("error"));
        if (!answer.is("error")) {
          return true;
        }
        assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
        pause();
      } catch (AssertionError e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  /** As a client does before it tries again. */
  private static void pause() {
    LockSupport.parkNanos(200_000_000);
  }
}
