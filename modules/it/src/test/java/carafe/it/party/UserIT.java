package carafe.it.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.it.client.Message;
import carafe.it.client.Secrets;
import carafe.it.client.Socket;
import carafe.it.client.Web;
import carafe.it.server.OwnServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a user's room was told to keep is there after a kill -9, and still its owner's alone; no log
 * has seen the key.
 */
class UserIT {
  private static final String KEY = "only-ann-knows-this-one";
  private static final String WRONG = "somebody-guessed-this-one";

  @RegisterExtension static final OwnServer SERVER = new OwnServer(Map.of());

  private static URI ann() {
    return SERVER.address().http("/parties/user/ann");
  }

  private static URI annLive(String key) {
    return SERVER.address().webSocket("/parties/user/ann?key=" + key);
  }

  private static Web.Answer get(String key) {
    return Web.get(ann(), "Authorization", "Bearer " + key);
  }

  @Test
  void preferencesAndTheirKeySurviveAKill() {
    Secrets.note(KEY);
    Secrets.note(WRONG);
    Socket phone = Socket.open("phone", annLive(KEY));
    assertThat(phone.next("preferences").isNull("etag")).isTrue();
    Web.Answer created =
        Web.send(
                HttpRequest.newBuilder(ann())
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"theme\":\"dark\",\"size\":1.50}"))
                    .header("Authorization", "Bearer " + KEY)
                    .header("Content-Type", "application/json"))
            .join();
    assertThat(created).isEqualTo(new Web.Answer(201, "{\"theme\":\"dark\",\"size\":1.5}"));
    Message told = phone.next("preferences");

    SERVER.kill();
    SERVER.start();

    assertThat(Web.get(ann()).status()).isEqualTo(401);
    assertThat(get(WRONG).json().text("code")).isEqualTo("INVALID_KEY");
    assertThat(get(KEY)).isEqualTo(new Web.Answer(200, created.body()));
    Socket again = Socket.open("phone again", annLive(KEY));
    assertThat(again.next("preferences").text("etag")).isEqualTo(told.text("etag"));
    assertThatThrownBy(() -> Socket.opening("stranger", annLive(WRONG)).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(401));
  }
}
