package carafe.rooms.echo;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.Member;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.util.ByteString;

/**
 * A tiny room: does what clients tell it to, and keeps a diary.
 *
 * <p>Verbs: {@code all X}, {@code others X}, {@code me X} tell X to them; {@code hold X} leaves the
 * turn open until {@code release}; {@code keep X} and {@code kept} are about the connection's
 * state; {@code good} and {@code bad} about credentials; {@code kick N} closes with N; {@code
 * where} tells the node; {@code fill N} tells a word of N bytes; {@code crash} ends the incarnation
 * at once. A room whose diary is {@linkplain EchoDiary#chatty chatty} tells all where it is, on and
 * on.
 */
public final class EchoRoom extends AbstractBehavior<RoomMessage> {
  private static final Duration CHATTER_EVERY = Duration.ofMillis(5);

  /** To itself. */
  private record Chatter() implements RoomMessage, NoSerializationVerificationNeeded {}

  private final EchoDiary diary;
  private final Audience audience;
  private final List<Turn> held = new ArrayList<>();

  public static Behavior<RoomMessage> create(String room) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  EchoDiary diary = EchoDiary.of(room);
                  if (diary.chatty) {
                    timers.startTimerWithFixedDelay(new Chatter(), CHATTER_EVERY);
                  }
                  return new EchoRoom(context, diary);
                }));
  }

  private EchoRoom(ActorContext<RoomMessage> context, EchoDiary diary) {
    super(context);
    this.diary = diary;
    this.audience = new Audience(context);
    diary.write("started");
  }

  public static Frame frame(String text) {
    return new Frame(ByteString.fromString(text), Optional.empty());
  }

  @Override
  public Receive<RoomMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(ToRoom.class, this::onToRoom)
        .onMessage(Chatter.class, _ -> chatter())
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<RoomMessage> chatter() {
    audience.tellAll(frame(EchoNode.address(getContext().getSystem())));
    return this;
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
      case ToRoom.FromRelay m -> {
        Turn turn = audience.turn(m);
        if (m instanceof ToRoom.Heard heard) {
          Say say = (Say) heard.message();
          diary.write("heard " + say.text());
          if (say.text().equals("crash")) {
            return Behaviors.stopped();
          }
          heard(new Link(heard.relay(), heard.connection()), say.text(), turn);
        } else {
          notHeard(m);
          turn.done();
        }
        audience.acknowledge();
      }
      case ToRoom.Requested _, ToRoom.Knocked _, ToRoom.Wake _ -> diary.write(message.toString());
      case ToRoom.Stop _ -> {
        return Behaviors.stopped();
      }
    }
    return this;
  }

  private void notHeard(ToRoom.FromRelay message) {
    switch (message) {
      case ToRoom.Opened m -> {
        Link link = audience.opened(m);
        diary.write("opened " + m.member().visitor().id());
        audience.tell(frame("welcome"), link);
      }
      case ToRoom.Returned m -> {
        List<Link> links = audience.returned(m);
        for (Link link : links) {
          Member member = audience.member(link).orElseThrow();
          diary.write("returned %s %s".formatted(member.visitor().id(), text(member.state())));
        }
        audience.tell(frame("welcome back"), links);
      }
      case ToRoom.Closed m -> {
        audience.closed(m);
        diary.write("closed %d %s %s".formatted(m.code(), m.reason(), m.clean()));
      }
      case ToRoom.Silent m -> {
        audience.silent(m);
        diary.write("silent " + m.connections());
      }
      case ToRoom.Detach m -> {
        audience.gone(m.relay());
        diary.write("detached, alone " + audience.isAlone());
      }
      case ToRoom.Heard m -> throw new IllegalStateException(m.toString());
    }
  }

  private void heard(Link link, String text, Turn turn) {
    String[] words = text.split(" ", 2);
    String rest = words.length == 2 ? words[1] : "";
    switch (words[0]) {
      case "all" -> audience.tellAll(frame(rest));
      case "others" -> audience.tellAllExcept(frame(rest), Collections.singletonList(link));
      case "me" -> audience.tell(frame(rest), link);
      case "tick" ->
          audience.tell(new Frame(ByteString.fromString(rest), Optional.of("tick")), link);
      case "hold" -> {
        held.add(turn);
        return;
      }
      case "release" -> held.forEach(Turn::done);
      case "keep" -> audience.keep(link, ByteString.fromString(rest));
      case "kept" -> audience.tell(frame(text(audience.member(link).orElseThrow().state())), link);
      case "good" -> audience.tell(frame("right"), link);
      case "bad" -> audience.deny(link, frame("denied"), frame("limited"));
      case "kick" -> audience.close(link, Integer.parseInt(rest), "out");
      case "where" -> audience.tell(frame(EchoNode.address(getContext().getSystem())), link);
      case "fill" -> audience.tell(frame("x".repeat(Integer.parseInt(rest))), link);
      case "quiet" -> audience.tell(frame(String.valueOf(audience.isSilent(link))), link);
      default -> throw new IllegalArgumentException(text);
    }
    turn.done();
  }

  private static String text(ByteString bytes) {
    return bytes.utf8String();
  }
}
