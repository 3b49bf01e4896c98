package carafe.server.management;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** What nodes ask and tell each other for operators. */
public sealed interface ReportMessage {
  /** What do you carry? */
  record Ask(ActorRef<Report> replyTo) implements ReportMessage {}

  /**
   * What a node carries, by party.
   *
   * @param uid of the process that says so
   */
  record Report(long uid, List<PartyLoad> parties) implements ReportMessage {
    public Report {
      parties = List.copyOf(parties);
    }

    int connections() {
      return parties.stream().mapToInt(PartyLoad::connections).sum();
    }

    /** Empty when one of the parties is not known. */
    Optional<Integer> shards() {
      return sum(PartyLoad::shards);
    }

    /** Empty when one of the parties is not known. */
    Optional<Integer> rooms() {
      return sum(PartyLoad::rooms);
    }

    private Optional<Integer> sum(Function<PartyLoad, Optional<Integer>> what) {
      return parties.stream()
          .map(what)
          .reduce(Optional.of(0), (a, b) -> a.flatMap(x -> b.map(y -> x + y)));
    }
  }

  /**
   * What a node carries of one party.
   *
   * @param shards empty when sharding did not answer in time; so with the rooms
   */
  record PartyLoad(
      String party, Optional<Integer> shards, Optional<Integer> rooms, int connections) {}
}
