package carafe.rooms.hooks;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.FetchException;
import carafe.rooms.message.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** The calls of a room that wait for other rooms, up to their bound. */
final class Calling {
  private final RoomAddress room;
  private final Turns turns;
  private final Ledger ledger;
  private final Sections sections;
  private final int callsMax;
  private final Map<Long, Section> waiting = new HashMap<>();
  private final Map<Long, Integer> calls = new HashMap<>();
  private int all;

  Calling(RoomAddress room, Turns turns, Ledger ledger, Sections sections, int callsMax) {
    this.room = room;
    this.turns = turns;
    this.ledger = ledger;
    this.sections = sections;
    this.callsMax = callsMax;
  }

  /** Sections that wait for other rooms, by their numbers. */
  Map<Long, Section> waiting() {
    return waiting;
  }

  boolean isQuiet() {
    return all == 0;
  }

  /**
   * Calls another room once all changes are stored; what follows runs in the calling section.
   *
   * @param call told who waits for the answer
   */
  <T> CompletionStage<T> call(Function<List<Caller>, CompletionStage<T>> call) {
    return call(call, _ -> {}, _ -> {});
  }

  /**
   * The same.
   *
   * @param taken told what came, after what follows the stage at once
   * @param unwanted told instead when the section has run out of time
   */
  <T> CompletionStage<T> call(
      Function<List<Caller>, CompletionStage<T>> call, Consumer<T> taken, Consumer<T> unwanted) {
    Section section = turns.current();
    if (all >= callsMax) {
      return CompletableFuture.failedStage(
          new FetchException(
              FetchException.Reason.UNAVAILABLE,
              "This room already waits for %d calls of others".formatted(all)));
    }
    List<Caller> callers = new ArrayList<>(section.callers);
    callers.add(new Caller(room, section.number));
    begun(section);
    CompletableFuture<T> answer = new CompletableFuture<>();
    ledger.whenStored(
        () ->
            sections.whenBack(
                section,
                made(call, callers),
                (value, failure) -> {
                  ended(section);
                  sections.goOn(section, answer, value, failure);
                  if (value != null) {
                    (section.isCut() ? unwanted : taken).accept(value);
                  }
                }));
    return answer;
  }

  private static <T> CompletionStage<T> made(
      Function<List<Caller>, CompletionStage<T>> call, List<Caller> callers) {
    try {
      return call.apply(callers);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private void begun(Section section) {
    all++;
    waiting.put(section.number, section);
    calls.merge(section.number, 1, Integer::sum);
  }

  private void ended(Section section) {
    all--;
    if (calls.merge(section.number, -1, Integer::sum) == 0) {
      calls.remove(section.number);
      waiting.remove(section.number);
    }
  }
}
