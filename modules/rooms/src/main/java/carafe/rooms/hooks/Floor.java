package carafe.rooms.hooks;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Verdict;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.message.Member;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What happens in a room: who comes, speaks, asks and leaves, each as the gate lets them. */
final class Floor {
  private final RoomAddress room;
  private final PartySettings settings;
  private final int requestsWaitingMax;
  private final Turns turns;
  private final Gate gate;
  private final Ledger ledger;
  private final Hooks hooks;
  private final Calling calling;
  private final Alarm alarm;
  private final Audience audience;
  private final Roster roster;
  private final Replies replies;
  private int requestsWaiting;

  Floor(
      RoomAddress room,
      PartySettings settings,
      int requestsWaitingMax,
      Turns turns,
      Gate gate,
      Ledger ledger,
      Hooks hooks,
      Calling calling,
      Alarm alarm,
      Audience audience,
      Roster roster,
      Replies replies) {
    this.room = room;
    this.settings = settings;
    this.requestsWaitingMax = requestsWaitingMax;
    this.turns = turns;
    this.gate = gate;
    this.ledger = ledger;
    this.hooks = hooks;
    this.calling = calling;
    this.alarm = alarm;
    this.audience = audience;
    this.roster = roster;
    this.replies = replies;
  }

  void on(ToRoom message) {
    switch (message) {
      case ToRoom.Requested m -> requested(m);
      case ToRoom.Knocked m -> knocked(m);
      case ToRoom.Attach m -> gate.begins(() -> audience.attach(m));
      case ToRoom.Detach m -> gate.begins(() -> gone(m.relay()));
      case ToRoom.FromRelay m -> gate.begins(() -> heard(m));
      case ToRoom.Wake m -> gate.begins(() -> alarm.woken(m.at()));
      case ToRoom.Stop _ -> {} // the actor's own
    }
  }

  // --- connections ---

  private void heard(ToRoom.FromRelay message) {
    if (!audience.isAttached(message.relay())) {
      return; // from another node a relay's end may be known before its last words
    }
    Turn turn = audience.turn(message);
    ledger.turn(() -> carryOut(message), turn::done);
  }

  private void carryOut(ToRoom.FromRelay message) {
    switch (message) {
      case ToRoom.Returned m -> returned(m);
      case ToRoom.Opened m -> opened(m);
      case ToRoom.Heard m -> said(m);
      case ToRoom.Closed m -> closed(audience.closed(m), m.code(), m.reason(), m.clean());
      case ToRoom.Silent m -> audience.silent(m);
      case ToRoom.Detach _ -> {} // has no turn
    }
  }

  private void returned(ToRoom.Returned returned) {
    List<Runnable> hooksOfReturn = new ArrayList<>();
    for (Link link : audience.returned(returned)) {
      Member member = audience.member(link).orElse(null);
      if (member == null) {
        continue; // its relay is gone
      }
      RoomConnection connection = connection(link, member);
      roster.add(connection);
      if (hooks.wantsToKnowOfReturn(connection)) {
        hooksOfReturn.add(() -> tellOfReturn(connection));
      }
    }
    gate.beginFirst(hooksOfReturn); // before whatever they said meanwhile
  }

  private void tellOfReturn(RoomConnection connection) {
    if (connection.equals(roster.get(connection.link()))) { // it may have left meanwhile
      hooks.returned(connection);
    }
  }

  private void opened(ToRoom.Opened opened) {
    Link link = audience.opened(opened);
    if (roster.size() >= settings.connectionsMax()) {
      audience.tell(PartyLanguage.FULL, link);
      audience.close(link, CloseCodes.TRY_AGAIN, "the room is full");
      return;
    }
    RoomConnection connection = connection(link, opened.member());
    roster.add(connection);
    hooks.connected(connection, roster::tag);
  }

  private RoomConnection connection(Link link, Member member) {
    return new RoomConnection(
        turns, ledger, audience, link, member, Uris.of(room, member.visitor()));
  }

  private void said(ToRoom.Heard heard) {
    RoomConnection connection = roster.get(new Link(heard.relay(), heard.connection()));
    if (connection != null && heard.message() instanceof PartyMessage message) {
      hooks.said(connection, message);
    }
  }

  private void closed(Link link, int code, String reason, boolean clean) {
    RoomConnection connection = roster.remove(link);
    if (connection != null) {
      connection.leaves();
      hooks.closed(connection, code, reason, clean);
    }
  }

  /** A relay is gone, and all its connections: each one's hook has its own turn at the gate. */
  void gone(ActorRef<ToRelay> relay) {
    for (Link link : audience.gone(relay)) {
      gate.begins(() -> closed(link, CloseCodes.LOST, "", false));
    }
  }

  // --- requests ---

  private void requested(ToRoom.Requested message) {
    if (gate.wouldWaitForItself(message.callers(), calling.waiting())) {
      message.replyTo().tell(Replies.CIRCLE);
    } else if (requestsWaiting >= requestsWaitingMax) {
      message.replyTo().tell(Replies.BUSY);
    } else {
      requestsWaiting++;
      replies.expectResponse(message.replyTo());
      gate.begins(
          () -> {
            requestsWaiting--;
            hooks.requested(
                message.request(), message.callers(), response -> answer(message, response));
          });
    }
  }

  private void answer(ToRoom.Requested message, Response response) {
    ledger.whenStored(() -> replies.answer(message.replyTo(), response));
  }

  private void knocked(ToRoom.Knocked message) {
    if (gate.wouldWaitForItself(message.callers(), calling.waiting())) {
      message.replyTo().tell(Verdict.of(Replies.CIRCLE));
    } else if (requestsWaiting >= requestsWaitingMax) {
      message.replyTo().tell(Verdict.of(Replies.BUSY));
    } else {
      requestsWaiting++;
      replies.expectVerdict(message.replyTo());
      Request request = message.request();
      gate.begins(
          () -> {
            requestsWaiting--;
            hooks.knocked(request, message.callers(), verdict -> answer(message, verdict));
          });
    }
  }

  private void answer(ToRoom.Knocked message, Verdict verdict) {
    ledger.whenStored(() -> replies.answer(message.replyTo(), verdict));
  }

  /** Whoever asks a room that takes nothing any more. */
  static void refuse(ToRoom message, Response with) {
    switch (message) {
      case ToRoom.Requested m -> m.replyTo().tell(with);
      case ToRoom.Knocked m -> m.replyTo().tell(Verdict.of(with));
      default -> {} // relays come again to the next incarnation
    }
  }
}
