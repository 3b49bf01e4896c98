package carafe.rules.session;

import carafe.rules.identity.ParticipantId;
import java.time.Instant;

/** What a participant has selected, and when it reached the server. */
public record Answer(ParticipantId participant, String option, Instant at) {}
