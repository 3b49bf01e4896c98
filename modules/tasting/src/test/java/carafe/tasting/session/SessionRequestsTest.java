package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rules.session.Session;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** What a session answers over HTTP. */
class SessionRequestsTest {
  private static Response answer(Session session, String method, String path) {
    Request request =
        new Request(
            method, path, Map.of(), Map.of(), ByteString.emptyByteString(), Optional.empty());
    return SessionRequests.answer(session, "4821", request);
  }

  @Test
  void theSummaryIsPublic() {
    Response response = answer(Sessions.joined(Sessions.waiting(), "anna"), "GET", "");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body().utf8String())
        .isEqualTo(
            """
            {"code":"4821","title":"Friday","phase":"waiting","participantCount":1,\
            "createdAt":"2026-01-01T20:00:00.000Z"}\
            """);
  }

  @Test
  void aCodeWithoutASessionIsNotFound() {
    Response response = answer(Session.vacant(), "GET", "");
    assertThat(response.status()).isEqualTo(404);
    assertThat(Heard.of(response.body()).text("code")).isEqualTo("SESSION_NOT_FOUND");
  }

  @Test
  void nothingElseCanBeAsked() {
    assertThat(answer(Sessions.waiting(), "GET", "/answers").status()).isEqualTo(404);
    Response post = answer(Sessions.waiting(), "POST", "");
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.headers()).containsEntry("allow", "GET, HEAD");
  }
}
