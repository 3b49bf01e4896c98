package carafe.it.chaos.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A program that stands at a place of a network instead of a node: answers one byte to every
 * connection to its ports, and says, for each {@code address port} on its standard input, whether
 * it is answered from there.
 */
final class Peer {
  private static final int PATIENCE_MS = 500;

  private Peer() {}

  public static void main(String[] arguments) throws IOException {
    InetAddress own = InetAddress.ofLiteral(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      ServerSocket server = new ServerSocket(Integer.parseInt(arguments[i]), 50, own);
      Thread.ofPlatform().daemon().start(() -> answer(server));
    }
    System.out.println("listens");
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      String[] words = line.split(" ", -1);
      System.out.println(isAnswered(own, words[0], Integer.parseInt(words[1])) ? "yes" : "no");
    }
  }

  static void answer(ServerSocket server) {
    try {
      while (true) {
        try (Socket client = server.accept()) {
          client.getOutputStream().write('!');
        }
      }
    } catch (IOException e) {
      // the end
    }
  }

  private static boolean isAnswered(InetAddress own, String address, int port) {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(own, 0));
      socket.setSoTimeout(PATIENCE_MS);
      socket.connect(new InetSocketAddress(address, port), PATIENCE_MS);
      return socket.getInputStream().read() == '!';
    } catch (IOException e) {
      return false;
    }
  }
}
