package carafe.it.game;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Socket;
import carafe.it.client.Web;
import carafe.it.server.OneServer;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Texts of all the world's scripts come back as they went in, over sockets, HTTP and lists. */
class UnicodeIT {
  private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 vineyard";
  private static final String RIGHT_TO_LEFT = "\u05D9\u05D9\u05DF \u0627\u062D\u0645\u0631 \u200F!";
  private static final String COMBINING = "q\u0323\u0307 a\u0323\u0302";
  private static final String FLAG = "\uD83C\uDDEE\uD83C\uDDF9";
  private static final String ASTRAL = "\uD835\uDD3D\uD835\uDD60 \uD842\uDFB7";

  @RegisterExtension static final OneServer SERVER = new OneServer();

  private final Address server = SERVER.address();

  @Test
  void everyTextComesBackAsItWentIn() {
    Plan plan =
        new Plan(
            FAMILY + " \u201Cquoted\u201D \"<b>\\",
            60,
            List.of(
                new Plan.Wine(
                    RIGHT_TO_LEFT,
                    List.of(
                        new Plan.Question(
                            "country", FLAG, List.of(ASTRAL, "\u00C5", "\u65E5\u672C")),
                        new Plan.Question(
                            "wine_name",
                            "Ch\u00E2teau",
                            List.of("\u1EAD", "\uD83C\uDF77", "e"))))));
    Host host = Host.on(Web.freeCode(server)).create(server, plan);
    assertThat(host.told().next("sessions:list").objects("sessions").getFirst().text("title"))
        .isEqualTo(plan.title());
    assertThat(Web.get(server.http("/parties/main/" + host.code())).json().text("title"))
        .isEqualTo(plan.title());
    assertThat(
            Socket.open("list", server.host(host.id()))
                .next("sessions:list")
                .objects("sessions")
                .getFirst()
                .text("title"))
        .isEqualTo(plan.title());

    Phone phone = new Phone("guest", host.code()).join(server);
    Message question = host.start();
    assertThat(question.objects("options").stream().map(o -> o.text("text")))
        .containsExactlyInAnyOrder(FLAG, ASTRAL, "\u00C5", "\u65E5\u672C");
    phone.answer(question, plan.rightOption(question));
    assertThat(host.reveal().text("correctOptionId")).isEqualTo(plan.rightOption(question));

    Message wine = host.rejoin(server).objects("wines").getFirst();
    assertThat(wine.text("name")).isEqualTo(RIGHT_TO_LEFT);
    assertThat(wine.objects("questions").getFirst().text("correctAnswer")).isEqualTo(FLAG);
    assertThat(wine.objects("questions").getLast().texts("distractors"))
        .containsExactly("\u1EAD", "\uD83C\uDF77", "e");
  }

  @Test
  void whatLooksTheSameIsStoredTheSame() {
    Plan plan =
        new Plan(
            "  " + COMBINING + "\t",
            60,
            List.of(
                new Plan.Wine(
                    "Cha\u0302teau",
                    List.of(new Plan.Question("color", "re\u0301d", List.of("a", "b", "c"))))));
    Host host = Host.on(Web.freeCode(server)).create(server, plan);
    Message snapshot = host.rejoin(server);
    assertThat(snapshot.text("title")).as("composed where it can be").isEqualTo(normal(COMBINING));
    Message wine = snapshot.objects("wines").getFirst();
    assertThat(wine.text("name")).isEqualTo("Ch\u00E2teau");
    assertThat(wine.objects("questions").getFirst().text("correctAnswer")).isEqualTo("r\u00E9d");
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
