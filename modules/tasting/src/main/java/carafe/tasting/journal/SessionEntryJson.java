package carafe.tasting.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rules.host.SessionEntry;
import carafe.rules.score.RankingEntry;
import java.time.Instant;

/** One line of a host's list in the journal. */
final class SessionEntryJson {
  private SessionEntryJson() {}

  static void write(SessionEntry entry, JsonWriter out) {
    out.text("code", entry.code())
        .number("number", entry.number())
        .number("revision", entry.revision())
        .text("title", entry.title())
        .text("createdAt", entry.createdAt().toString())
        .text("status", JournalNames.of(entry.status()))
        .number("participantCount", entry.participantCount())
        .objects("finalRankings", entry.finalRankings(), SessionEntryJson::write);
  }

  static SessionEntry read(JsonReader in) {
    return new SessionEntry(
        in.text("code"),
        in.integer("number"),
        in.number("revision"),
        in.text("title"),
        Instant.parse(in.text("createdAt")),
        JournalNames.status(in.text("status")),
        in.integer("participantCount"),
        in.objects("finalRankings", SessionEntryJson::readRanking));
  }

  private static void write(RankingEntry ranking, JsonWriter out) {
    out.text("pseudonym", ranking.pseudonym())
        .number("score", ranking.score())
        .number("rank", ranking.rank());
  }

  private static RankingEntry readRanking(JsonReader in) {
    return new RankingEntry(in.text("pseudonym"), in.integer("score"), in.integer("rank"));
  }
}
