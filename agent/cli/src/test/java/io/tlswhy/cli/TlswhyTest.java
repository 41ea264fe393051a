package io.tlswhy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TlswhyTest {
  @Test
  void wrongUsageIsStatusTwo() {
    assertThat(Tlswhy.execute()).isEqualTo(ExitStatus.USAGE);
    assertThat(Tlswhy.execute("nothing")).isEqualTo(ExitStatus.USAGE);
    assertThat(Tlswhy.execute("check")).isEqualTo(ExitStatus.USAGE);
    assertThat(Tlswhy.execute("attach", "x")).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void whatCannotBeReadIsStatusThree() {
    assertThat(Tlswhy.execute("explain", "/nowhere/at.all")).isEqualTo(ExitStatus.FAILED);
    assertThat(Tlswhy.execute("check", "--chain", "/nowhere/at.pem")).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void helpAndVersionAreStatusZero() {
    assertThat(Tlswhy.execute("--help")).isZero();
    assertThat(Tlswhy.execute("explain", "--help")).isZero();
    assertThat(Tlswhy.execute("--version")).isZero();
  }

  @Test
  void controlCharactersNeverReachTheTerminal() {
    assertThat(Console.clean("a\u001b[31mb\u0007\u202ec"))
        .isEqualTo("a\\u001b[31mb\\u0007\\u202ec");
  }
}
