package carafe.rooms.hooks;

import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Verdict;
import carafe.rooms.message.Caller;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls a party's hooks, and gives whoever caused one an error when it fails. */
final class Hooks {
  private final Gate gate;
  private final Sections sections;
  private final PartyHooks type;
  private final FailureLog log;
  private @Nullable Party party;

  Hooks(Gate gate, Sections sections, PartyHooks type, FailureLog log) {
    this.gate = gate;
    this.sections = sections;
    this.type = type;
    this.log = log;
  }

  /**
   * Makes the party and starts it.
   *
   * @param section holds the gate meanwhile
   * @param then told whether it started
   */
  void start(Section section, LiveRoom live, Consumer<Boolean> then) {
    sections.begin(
        section,
        () -> {
          Party made = type.make(live);
          party = made;
          return made.onStart();
        },
        (_, failure) -> {
          if (failure != null) {
            log.failed(section.name, failure);
          }
          then.accept(failure == null);
        });
  }

  private Party party() {
    if (party == null) {
      throw new IllegalStateException("the room has not started");
    }
    return party;
  }

  /** Asks whether a handshake may go on. */
  void knocked(Request request, List<Caller> callers, Consumer<Verdict> answer) {
    sections.<Verdict>begin(
        "onBeforeConnect",
        callers,
        () -> party().onBeforeConnect(request),
        (verdict, failure) ->
            answer.accept(
                verdict == null ? Verdict.of(refusal("onBeforeConnect", failure)) : verdict));
  }

  void requested(Request request, List<Caller> callers, Consumer<Response> answer) {
    Section section = new Section("onRequest", callers);
    sections.<Response>begin(
        section,
        () -> type.beforeRequest() ? judged(section, request) : party().onRequest(request),
        (response, failure) ->
            answer.accept(response == null ? refusal("onRequest", failure) : response));
  }

  private CompletionStage<Response> judged(Section section, Request request) {
    CompletionStage<Verdict> verdict = party().onBeforeRequest(request);
    return sections
        .inside(section, verdict)
        .thenCompose(
            it ->
                switch (it) {
                  case Verdict.Admitted(Request admitted) -> party().onRequest(admitted);
                  case Verdict.Answered(Response response) ->
                      CompletableFuture.completedStage(response);
                });
  }

  /** What who asked gets in place of an answer. */
  private Response refusal(String hook, @Nullable Throwable failure) {
    return switch (failure) {
      case AnswerException it -> it.response();
      case Sections.TimedOut it -> {
        log.failed(hook, it);
        yield Response.error(504, "TIMEOUT", "The room did not answer in time.");
      }
      case Sections.Stopped it -> {
        log.failed(hook, it);
        yield Replies.CUT_OFF;
      }
      case null -> {
        log.failed(hook, new NullPointerException(hook + " came to null"));
        yield Response.error(500, "INTERNAL", "Something went wrong in the room.");
      }
      default -> {
        log.failed(hook, failure);
        yield Response.error(500, "INTERNAL", "Something went wrong in the room.");
      }
    };
  }

  void connected(RoomConnection connection, Consumer<RoomConnection> tagged) {
    Request request = connection.request();
    arriving(
        connection,
        () -> {
          connection.tag(party().connectionTags(connection, request));
          tagged.accept(connection);
          return party().onConnect(connection, request);
        });
  }

  /** Connections that a former incarnation has welcomed, or had begun to. */
  void returned(RoomConnection connection) {
    if (connection.isArriving()) {
      arriving(connection, () -> party().onConnect(connection, connection.request()));
    } else {
      ofConnection(
          new Section("onReturn", List.of()),
          connection,
          () -> party().onReturn(connection),
          _ -> {});
    }
  }

  boolean wantsToKnowOfReturn(RoomConnection connection) {
    return type.returned() || connection.isArriving();
  }

  /** If the room stops before it is over, the next incarnation calls it again. */
  private void arriving(RoomConnection connection, Supplier<CompletionStage<?>> work) {
    Section section = new Section("onConnect", List.of());
    ofConnection(
        section,
        connection,
        work,
        stopped -> {
          if (!stopped && connection.isArriving()) {
            connection.arrives(false);
          }
        });
    if (!section.over) {
      connection.arrives(true);
    }
  }

  void said(RoomConnection connection, PartyMessage message) {
    ofConnection(
        new Section("onMessage", List.of()),
        connection,
        () ->
            switch (message) {
              case PartyMessage.Text(var text) -> party().onMessage(connection, text);
              case PartyMessage.Binary(var bytes) -> party().onMessage(connection, bytes);
            },
        stopped -> {
          if (stopped) {
            connection.tellUnavailable();
          }
        });
  }

  void closed(RoomConnection connection, int code, String reason, boolean clean) {
    ofConnection(
        new Section("onClose", List.of()),
        connection,
        () -> party().onClose(connection, code, reason, clean),
        _ -> {});
  }

  /**
   * @param over told whether it is because the room stops
   */
  private void ofConnection(
      Section section,
      RoomConnection connection,
      Supplier<CompletionStage<?>> work,
      Consumer<Boolean> over) {
    sections.begin(
        section,
        work::get,
        (_, failure) -> {
          if (!(failure instanceof AnswerException)) { // onError is told of it
            log.failedIf(section.name, failure);
          }
          boolean stopped = failure instanceof Sections.Stopped;
          over.accept(stopped);
          if (failure != null && !stopped) {
            gate.begins(() -> failed(connection, failure));
          }
        });
  }

  private void failed(RoomConnection connection, Throwable failure) {
    sections.begin(
        "onError",
        List.of(),
        () -> party().onError(connection, failure),
        (_, again) -> log.failedIf("onError", again));
  }

  /** What another room said over a socket of this one. */
  void ofSocket(Supplier<CompletionStage<?>> work) {
    sections.begin(
        "a socket's listener",
        List.of(),
        work::get,
        (_, failure) -> log.failedIf("a socket's listener", failure));
  }

  void timer(Supplier<? extends CompletionStage<?>> work) {
    sections.begin(
        "a timer", List.of(), work::get, (_, failure) -> log.failedIf("a timer", failure));
  }

  /**
   * @param then told whether it succeeded
   */
  void alarm(Consumer<Boolean> then) {
    sections.begin(
        "onAlarm",
        List.of(),
        () -> party().onAlarm(),
        (_, failure) -> {
          log.failedIf("onAlarm", failure);
          then.accept(failure == null);
        });
  }
}
