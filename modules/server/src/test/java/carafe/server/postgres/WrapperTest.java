package carafe.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.problem.StartProblem;
import org.junit.jupiter.api.Test;

class WrapperTest {
  @Test
  void onLinuxItEndsWithUsAndIsNotReachedByCtrlC() {
    assertThat(Wrapper.on(new Platform(Platform.Family.LINUX, "x86_64", false)).tied("INT", "p"))
        .containsExactly("setsid", "setpriv", "--pdeathsig", "INT", "p");
  }

  @Test
  void rootStepsDownFirst() {
    Wrapper wrapper = Wrapper.on(new Platform(Platform.Family.LINUX, "x86_64", true));

    assertThat(wrapper.tied("INT", "p")).startsWith("unshare", "-U", "setsid");
    assertThat(wrapper.free("p")).containsExactly("unshare", "-U", "p");
  }

  @Test
  void whereRootCannotStepDownItIsRefused() {
    assertThatThrownBy(() -> Wrapper.on(new Platform(Platform.Family.MAC, "arm_64", true)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("run Carafe as an ordinary user");
  }

  @Test
  void elsewhereTheProgramRunsAsItIs() {
    Wrapper wrapper = Wrapper.on(new Platform(Platform.Family.WINDOWS, "x86_64", false));

    assertThat(wrapper.tied("INT", "p.exe")).containsExactly("p.exe");
    assertThat(wrapper.free("p.exe")).containsExactly("p.exe");
  }
}
