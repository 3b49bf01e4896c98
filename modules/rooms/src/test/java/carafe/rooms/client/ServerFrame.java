package carafe.rooms.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** One frame as a server sent it; reading refuses what a server must not send. */
public record ServerFrame(int opcode, String payload) {
  /** A payload is kept as text for easy reading; binary ones as ISO 8859-1. */
  private static String show(int opcode, byte[] payload) {
    if (opcode != ClientFrame.CLOSE) {
      return new String(payload, opcode == ClientFrame.TEXT ? UTF_8 : ISO_8859_1);
    }
    if (payload.length == 0) {
      return "";
    }
    int code = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    return code + " " + new String(payload, 2, payload.length - 2, UTF_8);
  }

  /** Reads the next frame; fails with {@link EOFException} when there is none. */
  public static ServerFrame read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    if ((first & 0xF0) != 0x80) {
      throw new IOException("not a single whole frame: " + Integer.toHexString(first));
    }
    if ((second & 0x80) != 0) {
      throw new IOException("a server's frame is masked");
    }
    long length = second == 126 ? in.readUnsignedShort() : second == 127 ? in.readLong() : second;
    if ((second == 126 && length < 126) || (second == 127 && length < 65536)) {
      throw new IOException("length " + length + " not in its shortest form");
    }
    byte[] payload = new byte[Math.toIntExact(length)];
    in.readFully(payload);
    return new ServerFrame(first & 0x0F, show(first & 0x0F, payload));
  }

  public static List<ServerFrame> all(byte[] bytes) {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    List<ServerFrame> frames = new ArrayList<>();
    try {
      while (in.available() > 0) {
        frames.add(read(in));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return frames;
  }

  @Override
  public String toString() {
    String kind =
        switch (opcode) {
          case ClientFrame.TEXT -> "text";
          case ClientFrame.BINARY -> "binary";
          case ClientFrame.CLOSE -> "close";
          case ClientFrame.PING -> "ping";
          case ClientFrame.PONG -> "pong";
          default -> "opcode " + opcode;
        };
    return (kind + " " + payload).strip();
  }
}
