package carafe.rooms.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What {@link Party#onBeforeConnect} and {@link Party#onBeforeRequest} decide. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Admitted.class, name = "admitted"),
  @JsonSubTypes.Type(value = Verdict.Answered.class, name = "answered")
})
public sealed interface Verdict {
  /** Let in with this request, which may be another than came. */
  record Admitted(Request request) implements Verdict {}

  /** Not let in; the client gets this instead. */
  record Answered(Response response) implements Verdict {}

  static Verdict of(Request request) {
    return new Admitted(request);
  }

  static Verdict of(Response response) {
    return new Answered(response);
  }
}
