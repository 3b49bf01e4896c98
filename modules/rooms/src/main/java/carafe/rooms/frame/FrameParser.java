package carafe.rooms.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rooms.budget.ByteBudget;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client's frames from its bytes, however they are cut, and tells the first thing that
 * breaks RFC 6455 as soon as it shows. Knows no socket and no clock. Not thread-safe.
 *
 * <p>A message that arrives in one piece is copied once; only what is still incomplete is kept
 * here, and drawn from the node's {@link ByteBudget} as it grows: an announced length alone takes
 * no memory.
 */
public final class FrameParser {
  private enum Part {
    FIRST_BYTE,
    SECOND_BYTE,
    LENGTH,
    KEY,
    PAYLOAD,
    OVER
  }

  private static final byte[] NOTHING = new byte[0];
  private static final ByteBuffer EMPTY = ByteBuffer.wrap(NOTHING);
  private static final int PARTIAL_BYTES_MIN = 256;

  private final int messageBytesMax;
  private final ByteBudget budget;
  private final Runnable whenCutShort;

  private Part part = Part.FIRST_BYTE;
  private boolean skipping;

  // The frame being read.
  private boolean last;
  private int opcode;
  private long length;
  private int lengthMin;
  private int key;
  private int headerBytesMissing;
  private long payloadRead;
  private byte[] control = NOTHING;

  // The message it belongs to; control frames come in between.
  private boolean inMessage;
  private boolean text;

  /** Of a text that has begun, null otherwise. */
  private @Nullable Utf8Check utf8;

  /** What is kept of it; null as long as it may come in one piece. */
  private ByteBudget.@Nullable Share share;

  private int partialLength;

  /**
   * @param whenCutShort called by any thread when what is kept here of a message was needed for
   *     another one
   */
  public FrameParser(int messageBytesMax, ByteBudget budget, Runnable whenCutShort) {
    this.messageBytesMax = messageBytesMax;
    this.budget = budget;
    this.whenCutShort = whenCutShort;
  }

  /**
   * Takes bytes up to the next thing worth telling.
   *
   * @return null when the bytes are used up first
   */
  public @Nullable Incoming next(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      Incoming found =
          switch (part) {
            case FIRST_BYTE -> firstByte(bytes.get() & 0xFF);
            case SECOND_BYTE -> secondByte(bytes.get() & 0xFF);
            case LENGTH -> lengthByte(bytes.get() & 0xFF);
            case KEY -> keyByte(bytes.get() & 0xFF);
            case PAYLOAD -> payload(bytes);
            case OVER -> {
              bytes.position(bytes.limit());
              yield null;
            }
          };
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** From now on only control frames matter; messages are neither kept nor told. */
  public void skipMessages() {
    skipping = true;
    release();
  }

  /** Whether what was kept of a message is gone: the connection cannot go on. */
  public boolean isCutShort() {
    return share != null && share.isLost();
  }

  /** Gives back what is kept of an incomplete message; to be called when the connection ends. */
  public void release() {
    if (share != null) {
      share.release();
      share = null;
    }
    partialLength = 0;
  }

  private @Nullable Incoming firstByte(int first) {
    last = (first & 0x80) != 0;
    opcode = first & 0x0F;
    if ((first & 0x70) != 0) {
      return broken("a reserved bit is set, but no extension was agreed on");
    }
    if (!Opcode.isKnown(opcode)) {
      return broken("unknown opcode " + opcode);
    }
    if (Opcode.isControl(opcode)) {
      if (!last) {
        return broken("a control frame must not be fragmented");
      }
    } else if (opcode == Opcode.CONTINUATION) {
      if (!inMessage) {
        return broken("a continuation without a message");
      }
    } else {
      if (inMessage) {
        return broken("a new message before the last one ended");
      }
      inMessage = true;
      text = opcode == Opcode.TEXT;
      utf8 = text ? new Utf8Check() : null;
    }
    part = Part.SECOND_BYTE;
    return null;
  }

  private @Nullable Incoming secondByte(int second) {
    int announced = second & 0x7F;
    if ((second & 0x80) == 0) {
      return broken("a client's frame must be masked");
    }
    if (Opcode.isControl(opcode) && announced > Frames.CONTROL_BYTES_MAX) {
      return broken("a control frame carries at most 125 bytes");
    }
    if (announced < Frames.LENGTH_16) {
      return lengthIs(announced);
    }
    length = 0;
    lengthMin = announced == Frames.LENGTH_16 ? Frames.LENGTH_16 : 0x1_0000;
    headerBytesMissing = announced == Frames.LENGTH_16 ? 2 : 8;
    part = Part.LENGTH;
    return null;
  }

  private @Nullable Incoming lengthByte(int next) {
    length = (length << 8) | next;
    if (--headerBytesMissing > 0) {
      return null;
    }
    // A set top bit, which is forbidden, shows as a negative length.
    if (length < lengthMin) {
      return broken("a length must be written in its shortest form");
    }
    return lengthIs(length);
  }

  private @Nullable Incoming lengthIs(long known) {
    length = known;
    payloadRead = 0;
    key = 0;
    headerBytesMissing = 4;
    part = Part.KEY;
    if (Opcode.isControl(opcode)) {
      control = length == 0 ? NOTHING : new byte[(int) length];
    } else if (!skipping && length > messageBytesMax - partialLength) {
      skipMessages();
      return new Incoming.TooLarge();
    }
    return null;
  }

  private @Nullable Incoming keyByte(int next) {
    key = (key << 8) | next;
    if (--headerBytesMissing > 0) {
      return null;
    }
    part = Part.PAYLOAD;
    return length == 0 ? payload(EMPTY) : null;
  }

  private @Nullable Incoming payload(ByteBuffer bytes) {
    int count = (int) Math.min(length - payloadRead, bytes.remaining());
    if (Opcode.isControl(opcode)) {
      return controlPayload(bytes, count);
    }
    if (skipping) {
      bytes.position(bytes.position() + count);
      payloadRead += count;
      endFrame();
      return null;
    }
    return messagePayload(bytes, count);
  }

  private @Nullable Incoming controlPayload(ByteBuffer bytes, int count) {
    int from = (int) payloadRead;
    take(bytes, control, from, count);
    if (!endFrame()) {
      return null;
    }
    byte[] payload = control;
    control = NOTHING;
    return switch (opcode) {
      case Opcode.PING -> new Incoming.Ping(payload);
      case Opcode.PONG -> new Incoming.Pong();
      default -> close(payload);
    };
  }

  private @Nullable Incoming messagePayload(ByteBuffer bytes, int count) {
    int from = partialLength;
    boolean inOnePiece = last && partialLength == 0 && count == length;
    byte[] target = inOnePiece ? (count == 0 ? NOTHING : new byte[count]) : room(count);
    if (target == null) {
      skipMessages();
      return new Incoming.NoRoom();
    }
    if (!inOnePiece) {
      partialLength += count;
    }
    take(bytes, target, from, count);
    if (utf8 != null && !utf8.accepts(target, from, from + count)) {
      return invalidText();
    }
    if (!endFrame()) {
      return null;
    }
    if (!last) {
      return new Incoming.Fragment();
    }
    if (utf8 != null && !utf8.isWhole()) {
      return invalidText();
    }
    utf8 = null;
    byte[] message = inOnePiece ? target : Arrays.copyOf(target, partialLength);
    release();
    return text ? new Incoming.Text(message) : new Incoming.Binary(message);
  }

  /** Moves and unmasks the next bytes of the payload. */
  private void take(ByteBuffer bytes, byte[] target, int from, int count) {
    bytes.get(target, from, count);
    Mask.remove(key, payloadRead, target, from, from + count);
    payloadRead += count;
  }

  /** Goes on to the next frame if this one is read. */
  private boolean endFrame() {
    if (payloadRead < length) {
      return false;
    }
    part = Part.FIRST_BYTE;
    if (last && !Opcode.isControl(opcode)) {
      inMessage = false;
    }
    return true;
  }

  /** Doubles what is kept, but takes no more than the message is known to need. */
  private byte @Nullable [] room(int count) {
    if (share == null) {
      share = budget.share(whenCutShort);
    }
    byte[] kept = share.bytes();
    int needed = partialLength + count;
    if (kept == null || needed <= kept.length) {
      return kept;
    }
    int announced = (int) (partialLength + length - payloadRead);
    int doubled = (int) Math.min(messageBytesMax, Math.max(PARTIAL_BYTES_MIN, 2L * kept.length));
    return share.grow(Math.max(needed, last ? Math.min(announced, doubled) : doubled));
  }

  private Incoming close(byte[] payload) {
    if (payload.length == 0) {
      over();
      return new Incoming.Close(CloseCodes.NONE, "");
    }
    if (payload.length == 1) {
      return broken("a close code takes two bytes");
    }
    int code = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    if (!CloseCodes.mayTravel(code)) {
      return broken("close code " + code + " must not be sent");
    }
    Utf8Check reason = new Utf8Check();
    if (!reason.accepts(payload, 2, payload.length) || !reason.isWhole()) {
      return invalidText();
    }
    over();
    return new Incoming.Close(code, new String(payload, 2, payload.length - 2, UTF_8));
  }

  private Incoming invalidText() {
    over();
    return new Incoming.Broken(CloseCodes.INVALID_TEXT, "text must be UTF-8");
  }

  private Incoming broken(String why) {
    over();
    return new Incoming.Broken(CloseCodes.PROTOCOL_ERROR, why);
  }

  private void over() {
    part = Part.OVER;
    release();
  }
}
