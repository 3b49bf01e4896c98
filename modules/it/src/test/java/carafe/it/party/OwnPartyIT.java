package carafe.it.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.it.client.Socket;
import carafe.it.client.Web;
import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code java -cp carafe.jar:my-party.jar carafe.Carafe serve}, with a party that we never saw. */
class OwnPartyIT {
  private static final String GREETER =
      """
      package org.example;

      import carafe.rooms.api.Connection;
      import carafe.rooms.api.Party;
      import carafe.rooms.api.Request;
      import carafe.rooms.api.Response;
      import carafe.rooms.api.Room;
      import carafe.rooms.api.Verdict;
      import java.util.concurrent.CompletableFuture;
      import java.util.concurrent.CompletionStage;

      public final class Greeter implements Party {
        private final Room room;

        public Greeter(Room room) {
          this.room = room;
        }

        @Override
        public CompletionStage<Verdict> onBeforeConnect(Request request) {
          return CompletableFuture.completedStage(
              request.query().containsKey("stranger")
                  ? Verdict.of(Response.error(403, "STRANGER", "Not you."))
                  : Verdict.of(request));
        }

        @Override
        public CompletionStage<?> onConnect(Connection connection, Request request) {
          connection.send("{\\"type\\":\\"hello\\",\\"room\\":\\"" + room.id() + "\\"}");
          return DONE;
        }

        @Override
        public CompletionStage<Response> onRequest(Request request) {
          return CompletableFuture.completedStage(
              Response.text(200, request.method() + " " + room.id() + request.path()));
        }
      }
      """;

  @TempDir Path temporary;

  @Test
  void aPartyInAJarOfTheUsersOwnIsServed() throws Exception {
    Path jar = UserJar.of(temporary, "org.example.Greeter", GREETER);
    try (CarafeProcess carafe =
        configured(
                """
                carafe.parties {
                  greeter { class = "org.example.Greeter", connections-max = 10 }
                  user = off
                }
                """)
            .withJar(jar)
            .start()
            .awaitReady()) {
      Web.Answer answer = Web.get(carafe.http("/parties/greeter/r%20d/deep"));
      assertThat(answer.body()).isEqualTo("GET r d/deep");
      assertThat(answer.status()).isEqualTo(200);

      Socket socket = Socket.open("guest", carafe.webSocket("/parties/greeter/red"));
      assertThat(socket.next("hello").text("room")).isEqualTo("red");

      assertThatThrownBy(
              () -> Socket.opening("x", carafe.webSocket("/parties/greeter/red?stranger")).get())
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));

      assertThat(Web.get(carafe.http("/parties/user/x")).json().text("code"))
          .isEqualTo("UNKNOWN_PARTY");
      assertThat(carafe.stop()).isZero();
    }
  }

  @Test
  void withoutItsJarTheStartFails() throws IOException {
    try (CarafeProcess carafe =
        configured("carafe.parties.greeter = org.example.Greeter").start()) {
      assertFails(carafe, "carafe.conf: 1: carafe.parties.greeter: there is no class org.example");
    }
  }

  @Test
  void aJarWhoseClassIsBrokenIsNamed() throws IOException {
    Path jar = UserJar.withBrokenClass(temporary, "org.example.Greeter");
    try (CarafeProcess carafe =
        configured("carafe.parties.greeter = org.example.Greeter").withJar(jar).start()) {
      assertFails(carafe, "carafe.parties.greeter: class org.example.Greeter cannot be loaded");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          greeter = java.lang.String            | carafe.parties.greeter: class java.lang.String is no party
          main = java.lang.String               | carafe.parties.main: the name "main" is taken by the game
          host { class = java.lang.String }     | carafe.parties.host: the name "host" is taken by the game
          greeter = 17                          | carafe.parties.greeter must name a class
          "two words" = carafe.parties.user.UserParty | carafe.parties."two words":
          """)
  void whatIsNoPartyIsNamed(String setting, String problem) throws IOException {
    try (CarafeProcess carafe = configured("carafe.parties { " + setting + " }").start()) {
      assertFails(carafe, "carafe.conf: 1: " + problem);
    }
  }

  private CarafeProcess configured(String settings) throws IOException {
    Path file = Files.writeString(temporary.resolve("carafe.conf"), settings);
    return CarafeProcess.on(temporary.resolve("data"))
        .withArgument("--config")
        .withArgument(file.toString());
  }

  private static void assertFails(CarafeProcess carafe, String part) {
    assertThat(carafe.awaitEnd()).isEqualTo(1);
    assertThat(carafe.err().lines()).hasSize(1);
    assertThat(carafe.err()).contains(part);
  }
}
