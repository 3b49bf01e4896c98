package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a relay makes sure that nothing was lost. */
class DoubtTest {
  private final Doubt doubt = new Doubt();

  @Test
  void aRoomThatTalksAndHandlesIsNotDoubted() {
    for (int told = 1; told < 5; told++) {
      doubt.heard();
      assertThat(doubt.look(told)).isFalse();
    }
    doubt.heard();
    assertThat(doubt.look(0)).isFalse();
  }

  @Test
  void aRoomThatSaysNothingIs() {
    doubt.heard();
    assertThat(doubt.look(0)).isFalse();
    assertThat(doubt.look(0)).isTrue();
    assertThat(doubt.look(0)).isTrue();
    doubt.heard();
    assertThat(doubt.look(0)).isFalse();
  }

  @Test
  void aRoomThatTalksButDoesNotHandleIs() {
    doubt.heard();
    assertThat(doubt.look(7)).isFalse();
    doubt.heard();
    assertThat(doubt.look(7)).isTrue();
    doubt.heard();
    assertThat(doubt.look(8)).isFalse();
  }
}
