package carafe.rooms.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.Response;
import carafe.rooms.api.Verdict;
import carafe.rooms.echo.EchoDiary;
import carafe.rooms.echo.Say;
import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.message.Visitor;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * A room that other rooms call: does what they say, and keeps a diary under its id.
 *
 * <p>It says {@code hello 1} and {@code hello 2} to whoever connects; at {@code /slow} it is not
 * done with that before {@code /release} is requested.
 */
final class TalkRoom extends AbstractBehavior<RoomMessage> {
  private final EchoDiary diary;
  private final Audience audience;
  private final List<Turn> held = new ArrayList<>();

  static Behavior<RoomMessage> create(String room) {
    return Behaviors.setup(context -> new TalkRoom(context, EchoDiary.of(room)));
  }

  private TalkRoom(ActorContext<RoomMessage> context, EchoDiary diary) {
    super(context);
    this.diary = diary;
    this.audience = new Audience(context);
  }

  static Frame frame(String text) {
    return Frames.text(text.getBytes(UTF_8));
  }

  @Override
  public Receive<RoomMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(ToRoom.class, this::onToRoom)
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<RoomMessage> onTerminated(Terminated terminated) {
    ActorRef<ToRelay> relay = terminated.getRef().unsafeUpcast();
    diary.write("lost " + audience.gone(relay).size());
    return this;
  }

  private Behavior<RoomMessage> onToRoom(ToRoom message) {
    switch (message) {
      case ToRoom.Attach m -> {
        if (diary.open) {
          audience.attach(m);
        }
      }
      case ToRoom.Requested m -> {
        if (m.request().path().equals("/stop")) {
          m.replyTo().tell(Response.empty(204));
          return Behaviors.stopped();
        }
        requested(m);
      }
      case ToRoom.Knocked m -> m.replyTo().tell(verdict(m));
      case ToRoom.FromRelay m -> {
        Turn turn = audience.turn(m);
        if (!fromRelay(m, turn)) {
          turn.done();
        }
      }
      case ToRoom.Wake _ -> {}
      case ToRoom.Stop _ -> {
        return Behaviors.stopped();
      }
    }
    audience.acknowledge();
    return this;
  }

  private void requested(ToRoom.Requested asked) {
    switch (asked.request().path()) {
      case "/silence" -> {}
      case "/release" -> {
        held.forEach(Turn::done);
        held.clear();
        audience.acknowledge(); // the relay hears of it before whoever asked
        asked.replyTo().tell(Response.empty(204));
      }
      case "/moving" ->
          asked.replyTo().tell(Response.empty(503).withKind(Response.Kind.UNAVAILABLE));
      case "/circle" -> asked.replyTo().tell(Response.empty(508).withKind(Response.Kind.CIRCLE));
      case "/wrong" ->
          asked.replyTo().tell(Response.empty(403).withKind(Response.Kind.WRONG_CREDENTIALS));
      case "/mirror" ->
          asked.replyTo().tell(new Response(200, java.util.Map.of(), asked.request().body()));
      default ->
          asked
              .replyTo()
              .tell(
                  Response.text(
                      200,
                      "%s %s from %s after %d"
                          .formatted(
                              asked.request().method(),
                              asked.request().text(),
                              asked.request().from().map(RoomAddress::toString).orElse("a client"),
                              asked.callers().size())));
      case "/where" ->
          asked
              .replyTo()
              .tell(
                  Response.text(
                      200,
                      Cluster.get(getContext().getSystem()).selfMember().address().toString()));
    }
  }

  private static Verdict verdict(ToRoom.Knocked knocked) {
    return switch (knocked.request().path()) {
      case "/forbidden" -> Verdict.of(Response.empty(403));
      case "/moving" -> Verdict.of(Response.empty(503).withKind(Response.Kind.UNAVAILABLE));
      case "/circle" -> Verdict.of(Response.empty(508).withKind(Response.Kind.CIRCLE));
      default -> Verdict.of(knocked.request().withQuery("verdict", "welcome"));
    };
  }

  /** Whether the turn is not over yet. */
  private boolean fromRelay(ToRoom.FromRelay message, Turn turn) {
    switch (message) {
      case ToRoom.Opened m -> {
        Link link = audience.opened(m);
        Visitor visitor = m.member().visitor();
        diary.write(
            "opened %s %s from %s"
                .formatted(
                    visitor.path(),
                    visitor.query().getOrDefault("verdict", "unasked"),
                    visitor.from().map(RoomAddress::toString).orElse("a client")));
        audience.tell(frame("hello 1"), link);
        audience.tell(frame("hello 2"), link);
        if (visitor.path().equals("/shut")) {
          audience.close(link, 4001, "not here");
        }
        if (visitor.path().equals("/slow")) {
          held.add(turn);
          return true;
        }
      }
      case ToRoom.Heard m -> {
        return heard(new Link(m.relay(), m.connection()), ((Say) m.message()).text(), turn);
      }
      case ToRoom.Closed m -> {
        audience.closed(m);
        diary.write("closed %d %s %s".formatted(m.code(), m.reason(), m.clean()));
      }
      case ToRoom.Returned m -> {
        audience.returned(m);
        diary.write("returned " + m.members().size());
      }
      case ToRoom.Silent m -> audience.silent(m);
      case ToRoom.Detach m -> audience.gone(m.relay());
    }
    return false;
  }

  private boolean heard(Link link, String text, Turn turn) {
    String[] words = text.split(" ", 2);
    String rest = words.length == 2 ? words[1] : "";
    switch (words[0]) {
      case "hold" -> {
        diary.write("holds " + (held.size() + 1));
        held.add(turn);
        return true;
      }
      case "kick" -> audience.close(link, Integer.parseInt(rest), "out");
      case "bytes" -> audience.tell(Frames.binary(rest.getBytes(UTF_8)), link);
      case "flood" -> {
        for (int i = 1; i <= Integer.parseInt(rest); i++) {
          audience.tell(frame("drop " + i), link);
        }
      }
      default -> audience.tell(frame("you said " + text), link);
    }
    return false;
  }
}
