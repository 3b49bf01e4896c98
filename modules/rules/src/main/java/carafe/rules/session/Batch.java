package carafe.rules.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What many commands come to, each decided on the state that the ones before it left.
 *
 * @param decisions one for each command, in their order
 * @param events all that happened, grouped for the journal
 * @param session the state after them
 */
public record Batch(List<Decision> decisions, List<Event> events, Session session) {
  public Batch {
    decisions = List.copyOf(decisions);
    events = List.copyOf(events);
  }

  public static Batch decide(Session session, List<? extends Command> commands) {
    var state = session;
    List<Decision> decisions = new ArrayList<>(commands.size());
    List<Event> events = new ArrayList<>();
    for (Command command : commands) {
      Decision decision = Session.decide(state, command);
      decisions.add(decision);
      if (decision instanceof Decision.Accepted accepted) {
        events.addAll(accepted.events());
        state = Session.evolve(state, accepted.events());
      }
    }
    return new Batch(decisions, Events.grouped(events), state);
  }
}
