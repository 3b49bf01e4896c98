package carafe.rules.session;

import static carafe.rules.session.Decision.accept;
import static carafe.rules.session.Decision.nothing;
import static carafe.rules.session.Decision.refuse;

import carafe.rules.identity.ParticipantId;
import carafe.rules.names.Pseudonyms;
import java.util.List;
import java.util.Optional;

/** Taking a seat, and coming back to it from the connection that took it. */
final class Joining {
  private Joining() {}

  /** While waiting: the own seat, a free one, or that of the longest absent. */
  static Decision take(Session.Waiting s, Command.Join c) {
    return again(s.seats(), c)
        .orElseGet(
            () ->
                s.seats().size() < s.tasting().capacity()
                    ? accept(joined(s.seats(), c))
                    : takeOver(s.seats(), c));
  }

  /** Once seats are no longer given: the own seat, or this refusal. */
  static Decision late(Seats seats, Command.Join c, Refusal refusal) {
    return again(seats, c).orElseGet(() -> refuse(refusal));
  }

  /**
   * What a connection that has a seat hears: the first answer to its join may have been lost. A
   * token that opens a seat already, be it another one by now, needs nothing more.
   */
  private static Optional<Decision> again(Seats seats, Command.Join c) {
    return seats
        .byToken(c.token())
        .map(_ -> nothing())
        .or(
            () ->
                seats
                    .byConnection(c.connection())
                    .map(seat -> accept(renewed(seat.participant(), c))));
  }

  private static Decision takeOver(Seats seats, Command.Join c) {
    Optional<ParticipantId> absent = c.absent().stream().filter(seats::has).findFirst();
    return absent
        .map(
            participant ->
                accept(
                    new Event.SeatsGivenUp(List.of(participant), c.at()),
                    joined(seats.without(participant), c)))
        .orElseGet(() -> refuse(Refusal.SESSION_FULL));
  }

  /** While waiting: the seat is free; the token that opened it opens the older one from now on. */
  static Decision giveUp(Seats seats, Command.GiveUpSeat c) {
    return seats
        .of(c.participant())
        .map(seat -> givenUp(seats.without(seat.participant()), seat, c))
        .orElseGet(Decision::nothing);
  }

  private static Decision givenUp(Seats others, Seat seat, Command.GiveUpSeat c) {
    var givenUp = new Event.SeatsGivenUp(List.of(seat.participant()), c.at());
    return c.keeps()
        .filter(others::has)
        .map(kept -> new Event.Renewed(kept, seat.tokens().getLast(), c.at()))
        .map(renewed -> accept(givenUp, new Event.TokensRenewed(List.of(renewed))))
        .orElseGet(() -> accept(givenUp));
  }

  private static Event.ParticipantsJoined joined(Seats seats, Command.Join c) {
    String pseudonym =
        Pseudonyms.free(name -> seats.byPseudonym(name).isPresent(), seats.size(), c.names());
    return new Event.ParticipantsJoined(
        List.of(new Event.Joined(c.participant(), pseudonym, c.token(), c.connection(), c.at())));
  }

  private static Event.TokensRenewed renewed(ParticipantId participant, Command.Join c) {
    return new Event.TokensRenewed(List.of(new Event.Renewed(participant, c.token(), c.at())));
  }
}
