package carafe.server.node;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** The smallest room: stores what it is told and says all it was ever told. */
final class Notebook extends EventSourcedBehavior<Notebook.Message, String, String> {
  sealed interface Message {}

  record Write(String note, ActorRef<String> to) implements Message {}

  private Notebook() {
    super(PersistenceId.ofUniqueId("notebook"));
  }

  static Behavior<Message> create() {
    return new Notebook();
  }

  @Override
  public String emptyState() {
    return "";
  }

  @Override
  public CommandHandler<Message, String, String> commandHandler() {
    return (_, message) ->
        switch (message) {
          case Write write ->
              Effect().persist(write.note()).thenRun(notes -> write.to().tell(notes));
        };
  }

  @Override
  public EventHandler<String, String> eventHandler() {
    return (notes, note) -> notes.isEmpty() ? note : notes + ", " + note;
  }
}
