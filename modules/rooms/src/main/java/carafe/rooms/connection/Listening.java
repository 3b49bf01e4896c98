package carafe.rooms.connection;

import carafe.rooms.budget.ByteBudget;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.frame.FrameParser;
import carafe.rooms.frame.Frames;
import carafe.rooms.frame.Incoming;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.ClientLanguage.Answered;
import carafe.rooms.party.ClientLanguage.Reading;
import carafe.rooms.party.ClientLanguage.Trouble;
import carafe.rooms.party.ClientLanguage.Understood;
import carafe.rooms.party.RoomType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What one client says: its bytes read as frames, counted against its limits, and understood in the
 * room's language. Belongs to the transport's side of its {@link Conversation}, one thread at a
 * time.
 */
final class Listening {
  private final Conversation conversation;
  private final ClientLanguage language;
  private final int messageBytesMax;
  private final FrameParser parser;
  private final RateLimit rate;

  /**
   * @param whenCutShort called from any thread when {@link #isCutShort} becomes so
   */
  Listening(
      Conversation conversation,
      RoomType type,
      ConnectionSettings settings,
      ByteBudget budget,
      Runnable whenCutShort,
      long now) {
    this.conversation = conversation;
    this.language = type.language();
    this.messageBytesMax = type.messageBytesMax();
    this.parser = new FrameParser(messageBytesMax, budget, whenCutShort);
    this.rate = new RateLimit(settings, now);
  }

  void received(ByteBuffer bytes, long now, Instant at) {
    if (!conversation.isOpen()) {
      parser.skipMessages();
    }
    for (Incoming next = parser.next(bytes); next != null; next = parser.next(bytes)) {
      if (conversation.isOpen() && !rate.frame(now)) {
        parser.skipMessages();
        conversation.close(CloseCodes.FLOOD, "a flood of frames");
      }
      heard(next, now, at);
    }
  }

  private void heard(Incoming incoming, long now, Instant at) {
    switch (incoming) {
      case Incoming.Text it -> message(it.utf8().length, () -> language.text(it.utf8()), now, at);
      case Incoming.Binary it ->
          message(it.bytes().length, () -> language.binary(it.bytes()), now, at);
      case Incoming.Fragment _, Incoming.Pong _ -> {}
      case Incoming.Ping it -> conversation.pong(Frames.pong(it.payload()));
      case Incoming.Close it -> conversation.clientCloses(it.code(), it.reason());
      case Incoming.TooLarge _ -> {
        conversation.send(language.trouble(Trouble.TOO_LARGE));
        conversation.close(
            CloseCodes.TOO_LARGE, "a message may have at most " + messageBytesMax + " bytes");
      }
      case Incoming.NoRoom _ -> makeRoom();
      case Incoming.Broken it -> conversation.giveUp(it.code(), it.why());
    }
  }

  private void message(int length, Supplier<Reading> reading, long now, Instant at) {
    Inbox room = conversation.inbox();
    if (!conversation.isOpen() || room == null) {
      return;
    }
    if (!mayGoOn(rate.message(length, now))) {
      return;
    }
    switch (reading.get()) {
      case Understood it -> {
        if (mayGoOn(rate.weight(it.message().weight(), now))) {
          room.heard(it.message(), at);
        }
      }
      case Answered it -> conversation.sendOwn(it.answer());
    }
  }

  private boolean mayGoOn(RateLimit.Verdict verdict) {
    if (verdict == RateLimit.Verdict.TELL) {
      conversation.send(language.trouble(Trouble.RATE_LIMITED));
    }
    return verdict == RateLimit.Verdict.FINE;
  }

  /** Whether its message in pieces has to make room for those of others. */
  boolean isCutShort() {
    return parser.isCutShort();
  }

  void cutShort() {
    parser.skipMessages();
    makeRoom();
  }

  private void makeRoom() {
    conversation.send(language.trouble(Trouble.UNAVAILABLE));
    conversation.close(CloseCodes.TRY_AGAIN, "too many messages arrive in pieces");
  }

  /** Nothing is heard any more: what it holds is free. */
  void end() {
    parser.release();
  }
}
