package carafe.rules.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import carafe.rules.host.HostIndex.Command;
import carafe.rules.host.HostIndex.Decision;
import carafe.rules.host.HostIndex.Event;
import carafe.rules.host.HostIndex.Refusal;
import carafe.rules.host.HostIndex.Used;
import carafe.rules.host.SessionEntry.Status;
import carafe.rules.identity.Hash;
import carafe.rules.score.RankingEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A host id: its key and its sessions. */
class HostIndexTest {
  private static final Instant NOW = Instant.parse("2026-01-01T20:00:00Z");
  private static final Optional<Hash> KEY = Optional.of(Hash.ofHex("a".repeat(64)));
  private static final Optional<Hash> WRONG_KEY = Optional.of(Hash.ofHex("b".repeat(64)));
  private static final Optional<Hash> NO_KEY = Optional.empty();

  @Test
  void theFirstUseBindsTheKey() {
    var index = claimed(KEY);

    assertThat(index).isEqualTo(new Used(KEY, List.of()));
    assertThat(claim(index, KEY)).isEqualTo(accepted());
    assertThat(claim(index, NO_KEY)).isEqualTo(refused(Refusal.HOST_KEY_REQUIRED));
    assertThat(claim(index, WRONG_KEY)).isEqualTo(refused(Refusal.INVALID_HOST_ID));
  }

  @Test
  void aKeyComesTooLateForAnIdThatWasUsedWithoutOne() {
    var index = claimed(NO_KEY);

    assertThat(claim(index, NO_KEY)).isEqualTo(accepted());
    assertThat(claim(index, KEY)).isEqualTo(accepted());
    assertThat(HostIndex.admit(index, WRONG_KEY)).isEmpty();
  }

  @Test
  void whoeverHasTheKeyIsAdmitted() {
    assertThat(HostIndex.admit(claimed(KEY), KEY)).isEmpty();
    assertThat(HostIndex.admit(claimed(KEY), NO_KEY)).contains(Refusal.HOST_KEY_REQUIRED);
    assertThat(HostIndex.admit(claimed(KEY), WRONG_KEY)).contains(Refusal.INVALID_HOST_ID);
    assertThat(HostIndex.admit(HostIndex.unused(), NO_KEY)).isEmpty();
    assertThat(HostIndex.admit(HostIndex.unused(), KEY)).isEmpty();
  }

  @Test
  void anIdIsClaimedOnce() {
    assertThatIllegalStateException()
        .isThrownBy(() -> HostIndex.evolve(claimed(KEY), new Event.HostClaimed(KEY, NOW)));
  }

  @Test
  void aNewSessionStandsFirst() {
    var index = reported(claimed(KEY), entry("1111", 1, 1, 0), entry("2222", 1, 1, 60));

    assertThat(index.sessions()).extracting(SessionEntry::code).containsExactly("2222", "1111");
    assertThat(index.key()).isEqualTo(KEY);
  }

  @Test
  void aReportOfWhatIsNewerReplaces() {
    var index = reported(claimed(KEY), entry("1111", 1, 1, 0), entry("2222", 1, 1, 60));
    var ended =
        new SessionEntry(
            "1111",
            1,
            2,
            "title",
            NOW,
            Status.ENDED,
            7,
            List.of(new RankingEntry("TannicFalcon", 100, 1)));

    var after = reported(index, ended);

    assertThat(after.sessions()).containsExactly(entry("2222", 1, 1, 60), ended);
  }

  @Test
  void aReportThatIsKnownOrOutdatedChangesNothing() {
    var index = reported(claimed(KEY), entry("1111", 1, 5, 0));

    assertThat(report(index, entry("1111", 1, 5, 0))).isEqualTo(accepted());
    assertThat(report(index, entry("1111", 1, 4, 0))).isEqualTo(accepted());
    assertThat(report(index, entry("1111", 1, 6, 0))).isNotEqualTo(accepted());
  }

  @Test
  void sessionsOfOneCodeAreDifferentSessions() {
    var index = reported(claimed(KEY), entry("1111", 1, 9, 0), entry("1111", 2, 1, 60));

    assertThat(index.sessions()).extracting(SessionEntry::number).containsExactly(2, 1);
  }

  @Test
  void theListHasTheNewestHundred() {
    var index = claimed(KEY);
    for (int i = 0; i < 101; i++) {
      index = reported(index, entry("code" + i, 1, 1, i));
    }

    assertThat(index.sessions()).hasSize(100);
    assertThat(index.sessions().getFirst().code()).isEqualTo("code100");
    assertThat(index.sessions().getLast().code()).isEqualTo("code1");
    assertThat(report(index, entry("code0", 1, 2, 0))).isEqualTo(accepted());
  }

  @Test
  void sessionsOfTheSameMomentHaveAFixedOrder() {
    var one = reported(claimed(KEY), entry("1111", 1, 1, 0), entry("2222", 1, 1, 0));
    var other = reported(claimed(KEY), entry("2222", 1, 1, 0), entry("1111", 1, 1, 0));

    assertThat(one).isEqualTo(other);
  }

  @Test
  void whatIsReportedWasUsed() {
    assertThat(reported(HostIndex.unused(), entry("1111", 1, 1, 0)))
        .isEqualTo(new Used(NO_KEY, List.of(entry("1111", 1, 1, 0))));
  }

  private static Used claimed(Optional<Hash> key) {
    assertThat(claim(HostIndex.unused(), key)).isEqualTo(accepted(new Event.HostClaimed(key, NOW)));
    return (Used) HostIndex.evolve(HostIndex.unused(), new Event.HostClaimed(key, NOW));
  }

  private static Used reported(HostIndex index, SessionEntry... entries) {
    HostIndex after = index;
    for (SessionEntry entry : entries) {
      assertThat(report(after, entry)).isEqualTo(accepted(new Event.SessionListed(entry, NOW)));
      after = HostIndex.evolve(after, new Event.SessionListed(entry, NOW));
    }
    return (Used) after;
  }

  private static Decision claim(HostIndex index, Optional<Hash> key) {
    return HostIndex.decide(index, new Command.Claim(key, NOW));
  }

  private static Decision report(HostIndex index, SessionEntry entry) {
    return HostIndex.decide(index, new Command.Report(entry, NOW));
  }

  private static Decision accepted(Event... events) {
    return new Decision.Accepted(List.of(events));
  }

  private static Decision refused(Refusal refusal) {
    return new Decision.Refused(refusal);
  }

  private static SessionEntry entry(String code, int number, long revision, int minute) {
    return new SessionEntry(
        code,
        number,
        revision,
        "title",
        NOW.plusSeconds(60L * minute),
        Status.WAITING,
        0,
        List.of());
  }
}
