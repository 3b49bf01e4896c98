package carafe.rules.identity;

import java.util.Objects;

/** The opaque id by which the journal knows a participant; it says nothing about the person. */
public record ParticipantId(String value) {
  public ParticipantId {
    Objects.requireNonNull(value);
    if (value.isEmpty() || value.length() > 64) {
      throw new IllegalArgumentException("a participant id has 1 to 64 characters");
    }
  }
}
