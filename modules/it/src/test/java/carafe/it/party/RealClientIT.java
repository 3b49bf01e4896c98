package carafe.it.party;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Message;
import carafe.it.client.Say;
import carafe.it.client.Secrets;
import carafe.it.client.Socket;
import carafe.it.real.NodeClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A party of one's own seen by pages that use the npm package partysocket, option by option. */
@ResourceLock(TrialServer.LIFE)
class RealClientIT {
  /** PartySocket waits 1 to 5 s before it tries again, and longer each time that fails. */
  private static final Duration RECONNECTING = Duration.ofSeconds(40);

  @RegisterExtension static final TrialServer SERVER = new TrialServer();

  private final String room = "real-" + UUID.randomUUID();
  private final List<NodeClient> pages = new ArrayList<>();

  @AfterEach
  void closeThePages() {
    pages.forEach(NodeClient::close);
  }

  private NodeClient page(Map<String, ?> options) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of("host", "127.0.0.1:" + SERVER.address().port(), "party", "trial", "room", room));
    all.putAll(options);
    NodeClient page = new NodeClient("party.mjs", Say.json(all));
    pages.add(page);
    return page;
  }

  private static void say(NodeClient page, String message) {
    page.click("say " + message);
  }

  // --- options ---

  @Test
  void partyRoomIdPathQueryAndHeadersReachTheRoom() {
    String id = "page-" + UUID.randomUUID();
    Secrets.note(id);
    NodeClient page =
        page(
            Map.of(
                "party",
                "other",
                "room",
                "Käse & Wein " + room,
                "id",
                id,
                "path",
                "deep/er",
                "query",
                Map.of("name", "Ann & Bob ü", "tag", "red")));

    Message opened = page.told().next("opened");
    assertThat(opened.text("id")).isEqualTo(id);
    Message hello = page.told().next("hello");
    assertThat(hello.text("party")).isEqualTo("other");
    assertThat(hello.text("room")).isEqualTo("Käse & Wein " + room);
    assertThat(hello.text("id")).isEqualTo(id);
    assertThat(hello.text("path")).isEqualTo("/deep/er");
    assertThat(hello.object("query").text("name")).isEqualTo("Ann & Bob ü");
    assertThat(hello.object("query").text("tag")).isEqualTo("red");
    assertThat(hello.object("query").text("_pk")).isEqualTo(id);

    say(page, Do.of("to", Map.of("id", id, "text", "by id")));
    assertThat(page.told().next("all").text("text")).isEqualTo("by id");
    say(page, Do.of("tag", Map.of("tag", "red", "text", "by tag")));
    assertThat(page.told().next("all").text("text")).isEqualTo("by tag");
    say(page, Do.of("who"));
    assertThat(page.told().next("who").text("name")).isEqualTo("Ann & Bob ü");
  }

  @Test
  void textAndBytesGoBothWays() {
    NodeClient page = page(Map.of());
    NodeClient another = page(Map.of("id", "another"));
    page.told().next("hello");
    another.told().next("hello");

    say(page, Do.echo("ü🍷 " + "x".repeat(70_000)));
    assertThat(page.told().next("echo").text("text")).hasSize(70_003 + 1).startsWith("ü🍷");
    page.click("bytes 00ff10");
    assertThat(page.told().next("binary").text("bytes")).isEqualTo("00ff1000ff10");

    say(page, Do.of("all", Map.of("text", "to the others", "except", "none")));
    assertThat(another.told().next("all").text("text")).isEqualTo("to the others");
    say(page, Do.of("all", Map.of("text", "to one", "except", "another")));
    say(page, Do.of("bytes", Map.of("text", "to all")));
    assertThat(another.told().next("binary").text("bytes")).isEqualTo("746f20616c6c");
    assertThat(page.told().next("binary").text("bytes")).isEqualTo("746f20616c6c");
    assertThat(another.told().all("all")).hasSize(1);
    assertThat(page.told().all("all")).hasSize(2);
  }

  @Test
  void fetchReachesTheRoomWithMethodPathQueryHeadersAndBody() {
    NodeClient page = page(Map.of());
    fetch(
        page,
        Map.of("path", "a/b", "query", Map.of("x", "1 & 2")),
        Map.of("method", "PATCH", "body", "ü", "headers", Map.of("x-trial", "yes")));

    Message answer = page.told().next("answered");
    assertThat(answer.number("status")).isEqualTo(200);
    assertThat(answer.text("contentType")).isEqualTo("application/json");
    Message seen = Message.of(answer.text("body"));
    assertThat(seen.text("party")).isEqualTo("trial");
    assertThat(seen.text("room")).isEqualTo(room);
    assertThat(seen.text("method")).isEqualTo("PATCH");
    assertThat(seen.text("path")).isEqualTo("/a/b");
    assertThat(seen.object("query").text("x")).isEqualTo("1 & 2");
    assertThat(seen.text("header")).isEqualTo("yes");
    assertThat(seen.text("body")).isEqualTo("ü");
    assertThat(seen.text("from")).isEqualTo("a client");
  }

  @Test
  void fetchIsToldWhatIsNotThere() {
    NodeClient page = page(Map.of());
    fetch(page, Map.of("party", "silent"), Map.of());
    assertThat(error(page, 404)).isEqualTo("NOT_FOUND");
    fetch(page, Map.of("party", "nobody"), Map.of());
    assertThat(error(page, 404)).isEqualTo("UNKNOWN_PARTY");
    fetch(page, Map.of("room", "r".repeat(129)), Map.of());
    assertThat(error(page, 400)).isEqualTo("BAD_ADDRESS");
  }

  private static void fetch(NodeClient page, Map<String, ?> where, Map<String, ?> init) {
    page.click("fetch " + Say.json(Map.of("where", where, "init", init)));
  }

  private static String error(NodeClient page, int status) {
    Message answer = page.told().next("answered");
    assertThat(answer.number("status")).isEqualTo(status);
    return Message.of(answer.text("body")).text("code");
  }

  // --- coming back ---

  @Test
  void pagesComeBackWithTheirIdAfterACloseAndMoveToAnotherRoom() {
    String id = "page-" + UUID.randomUUID();
    Secrets.note(id);
    NodeClient page = page(Map.of("id", id));
    assertThat(page.told().next("hello").text("id")).isEqualTo(id);
    Socket witness = SERVER.enter("witness", "trial/" + room);

    say(page, Do.of("close", Map.of("code", 1000)));
    assertThat(page.told().next("closed").number("code")).isEqualTo(1000);
    Message left = witness.next("left");
    assertThat(left.number("code")).isEqualTo(1000);
    assertThat(left.flag("clean")).isTrue();
    page.told().next("opened", _ -> true, RECONNECTING);
    assertThat(page.told().next("hello").text("id")).isEqualTo(id);

    page.click("move " + room + "-2");
    Message there = page.told().next("hello", m -> m.text("room").equals(room + "-2"));
    assertThat(there.text("id")).isEqualTo(id);
    witness.next("left");
  }

  @Test
  void afterAKillPagesComeBackAndTheRoomHasWhatItStored() {
    NodeClient page = page(Map.of("query", Map.of("name", "Ann")));
    Message before = page.told().next("hello");
    assertThat(before.number("starts")).isEqualTo(1);
    say(page, Do.of("count", Map.of("count", 17)));
    page.told().next("counted");

    SERVER.killAndStart();

    page.told().next("opened", _ -> true, RECONNECTING);
    Message after = page.told().next("hello");
    assertThat(after.number("starts")).isEqualTo(2);
    assertThat(after.text("id")).isEqualTo(before.text("id"));
    say(page, Do.of("who"));
    assertThat(page.told().next("who").text("name")).isEqualTo("Ann");
    fetch(page, Map.of("path", "count"), Map.of());
    assertThat(Message.of(page.told().next("answered").text("body")).number("count")).isEqualTo(17);
  }
}
