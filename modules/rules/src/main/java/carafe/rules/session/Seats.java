package carafe.rules.session;

import carafe.rules.collect.PersistentMap;
import carafe.rules.identity.Hash;
import carafe.rules.identity.ParticipantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All seats of a session: found by participant, rejoin token and connection, in order of joining.
 *
 * <p>Immutable. What would make two seats claim the same thing throws {@link
 * IllegalStateException}.
 */
public final class Seats {
  private static final Seats EMPTY =
      new Seats(
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          0);

  private final PersistentMap<ParticipantId, Seat> seats;
  private final PersistentMap<Hash, ParticipantId> byToken;
  private final PersistentMap<Hash, ParticipantId> byConnection;
  private final PersistentMap<String, ParticipantId> byPseudonym;
  private final int nextNumber;

  private Seats(
      PersistentMap<ParticipantId, Seat> seats,
      PersistentMap<Hash, ParticipantId> byToken,
      PersistentMap<Hash, ParticipantId> byConnection,
      PersistentMap<String, ParticipantId> byPseudonym,
      int nextNumber) {
    this.seats = seats;
    this.byToken = byToken;
    this.byConnection = byConnection;
    this.byPseudonym = byPseudonym;
    this.nextNumber = nextNumber;
  }

  public static Seats empty() {
    return EMPTY;
  }

  /**
   * These seats, as a snapshot keeps them.
   *
   * @param nextNumber the number that the next newcomer gets; above every seat's
   */
  public static Seats of(Collection<Seat> seats, int nextNumber) {
    var all = EMPTY;
    for (Seat seat : seats) {
      if (seat.number() >= nextNumber) {
        throw new IllegalStateException("the next number is " + nextNumber + ", not above all");
      }
      all = all.with(seat);
    }
    if (all.all().mapToInt(Seat::number).distinct().count() < all.size()) {
      throw new IllegalStateException("two seats cannot have the same number");
    }
    return new Seats(all.seats, all.byToken, all.byConnection, all.byPseudonym, nextNumber);
  }

  public int size() {
    return seats.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /** The number that the next newcomer gets. */
  public int nextNumber() {
    return nextNumber;
  }

  public Optional<Seat> of(ParticipantId participant) {
    return seats.get(participant);
  }

  public boolean has(ParticipantId participant) {
    return seats.has(participant);
  }

  /** The seat for which this is one of the valid rejoin tokens. */
  public Optional<Seat> byToken(Hash token) {
    return byToken.get(token).flatMap(seats::get);
  }

  /** The seat that was taken from this connection id. */
  public Optional<Seat> byConnection(Hash connection) {
    return byConnection.get(connection).flatMap(seats::get);
  }

  public Optional<Seat> byPseudonym(String pseudonym) {
    return byPseudonym.get(pseudonym).flatMap(seats::get);
  }

  /** All seats, in no particular order. */
  public Stream<Seat> all() {
    return seats.values();
  }

  /** All seats in order of joining. Costs O(n log n). */
  public List<Seat> inOrder() {
    return all().sorted(Comparator.comparingInt(Seat::number)).toList();
  }

  Seats joined(Event.ParticipantsJoined e) {
    var all = this;
    for (Event.Joined newcomer : e.joined()) {
      all = all.joined(newcomer);
    }
    return all;
  }

  Seats renewed(Event.TokensRenewed e) {
    var all = this;
    for (Event.Renewed renewed : e.renewed()) {
      all = all.renewed(renewed);
    }
    return all;
  }

  Seats givenUp(Event.SeatsGivenUp e) {
    var all = this;
    for (ParticipantId participant : e.participants()) {
      all = all.without(participant);
    }
    return all;
  }

  private Seats joined(Event.Joined newcomer) {
    return with(
        new Seat(
            newcomer.participant(),
            nextNumber,
            newcomer.pseudonym(),
            List.of(newcomer.token()),
            newcomer.connection(),
            0,
            newcomer.at()));
  }

  private Seats renewed(Event.Renewed renewed) {
    Seat seat = seat(renewed.participant());
    require(!byToken.has(renewed.token()), "rejoin token");
    return replaced(seat, seat.renewed(renewed.token()));
  }

  Seats without(ParticipantId participant) {
    Seat seat = seat(participant);
    return new Seats(
        seats.without(participant),
        withoutAll(byToken, seat.tokens()),
        byConnection.without(seat.connection()),
        byPseudonym.without(seat.pseudonym()),
        nextNumber);
  }

  Seats scored(ParticipantId participant, int points) {
    Seat seat = seat(participant);
    return replaced(seat, seat.plus(points));
  }

  private Seat seat(ParticipantId participant) {
    return of(participant)
        .orElseThrow(() -> new IllegalStateException("no seat for " + participant.value()));
  }

  private Seats with(Seat seat) {
    require(!seats.has(seat.participant()), "participant");
    require(!byConnection.has(seat.connection()), "connection");
    require(!byPseudonym.has(seat.pseudonym()), "pseudonym");
    require(seat.tokens().stream().noneMatch(byToken::has), "rejoin token");
    return new Seats(
        seats.with(seat.participant(), seat),
        withAll(byToken, seat.tokens(), seat.participant()),
        byConnection.with(seat.connection(), seat.participant()),
        byPseudonym.with(seat.pseudonym(), seat.participant()),
        Math.max(nextNumber, seat.number() + 1));
  }

  /** Tokens and score may differ; who sits there, and under which name, does not. */
  private Seats replaced(Seat before, Seat after) {
    return new Seats(
        seats.with(after.participant(), after),
        before.tokens().equals(after.tokens())
            ? byToken
            : withAll(withoutAll(byToken, before.tokens()), after.tokens(), after.participant()),
        byConnection,
        byPseudonym,
        nextNumber);
  }

  private static PersistentMap<Hash, ParticipantId> withAll(
      PersistentMap<Hash, ParticipantId> map, List<Hash> tokens, ParticipantId participant) {
    for (Hash token : tokens) {
      map = map.with(token, participant);
    }
    return map;
  }

  private static PersistentMap<Hash, ParticipantId> withoutAll(
      PersistentMap<Hash, ParticipantId> map, List<Hash> tokens) {
    for (Hash token : tokens) {
      map = map.without(token);
    }
    return map;
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalStateException("two seats cannot have the same " + what);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Seats o && nextNumber == o.nextNumber && seats.equals(o.seats);
  }

  @Override
  public int hashCode() {
    return 31 * seats.hashCode() + nextNumber;
  }

  @Override
  public String toString() {
    return "Seats[" + size() + "]";
  }
}
