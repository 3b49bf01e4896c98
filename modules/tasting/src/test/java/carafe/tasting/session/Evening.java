package carafe.tasting.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A session with its host and some players, brought to where a test begins. */
record Evening(
    Table table,
    String code,
    String hostId,
    Guest host,
    List<Guest> players,
    List<String> tokens,
    List<String> names) {
  private static final Duration TIMER = Duration.ofSeconds(60);

  /** In the lobby. */
  static Evening waiting(Table table, int seats) {
    String code = table.freshCode();
    String hostId = table.freshHost();
    Guest host = table.guest(code);
    host.says(Words.create(hostId)).hears("sessions:list");
    List<Guest> players = IntStream.range(0, seats).mapToObj(_ -> table.guest(code)).toList();
    List<Heard> joined =
        players.stream().map(p -> p.says(Words.JOIN).hears("participant:joined")).toList();
    return new Evening(
        table,
        code,
        hostId,
        host,
        players,
        joined.stream().map(j -> j.text("rejoinToken")).toList(),
        joined.stream().map(j -> j.text("pseudonym")).toList());
  }

  /** With the first question open and heard by all. */
  static Evening open(Table table, int seats) {
    Evening evening = waiting(table, seats);
    evening.host().says(Words.START);
    return evening;
  }

  /** With the first question open, which has so much time left: it was started a while ago. */
  static Evening openFor(Table table, int seats, Duration left) {
    Evening evening = waiting(table, seats);
    table.clock.tell("move", Instant.now().minus(TIMER).plus(left));
    evening.host().says(Words.START);
    return evening;
  }

  Guest player(int index) {
    return players.get(index);
  }

  /** All players get to hear this. */
  List<Heard> allHear(String type) {
    return players.stream().map(player -> player.hears(type)).toList();
  }

  /** The host's move, and the message that shows that it was made. */
  Heard move(String move, String shownBy) {
    return host.says(move).hears(shownBy);
  }
}
