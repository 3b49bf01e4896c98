package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.message.Member;
import carafe.rules.identity.ParticipantId;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles as connections keep them over a move of the room. */
class RoleTest {
  static Role[] roles() {
    ParticipantId anna = new ParticipantId(new Chance().participant().value());
    return new Role[] {
      new Role.Visitor(),
      new Role.Host(),
      new Role.Watcher(),
      new Role.Player(anna, true),
      new Role.Player(anna, false)
    };
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aRoleComesBackAsItWas(Role role) {
    assertThat(Role.fromState(role.toState(7), 7)).isEqualTo(role);
    assertThat(role.toState(7).size()).isLessThan(Member.STATE_BYTES_MAX / 10);
  }

  @ParameterizedTest
  @MethodSource("roles")
  void itIsWorthNothingInAnotherSession(Role role) {
    assertThat(Role.fromState(role.toState(7), 8)).isEqualTo(new Role.Visitor());
    assertThat(Role.fromState(role.toState(7), 0)).isEqualTo(new Role.Visitor());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1 ", "1 king", "1 player", "x host", "host", "1  host"})
  void whatIsNoRoleIsAVisitor(String state) {
    assertThat(Role.fromState(ByteString.fromString(state), 1)).isEqualTo(new Role.Visitor());
  }
}
