package io.tlswhy.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class AttachTest {
  @Test
  void optionsAreJoinedAndCommasEscaped() throws AttachException {
    assertThat(AgentOptions.joined(List.of())).isEmpty();
    assertThat(AgentOptions.joined(List.of("probe=off", "allow=10.0.0.0/8,127.0.0.0/8")))
        .isEqualTo("probe=off,allow=10.0.0.0/8\\,127.0.0.0/8");
    assertThatThrownBy(() -> AgentOptions.joined(List.of("probe")))
        .hasMessage("an option is key=value, not probe.");
  }

  @Test
  void theJvmOfThisTestIsListed() throws AttachException {
    String pid = String.valueOf(ProcessHandle.current().pid());

    assertThat(AttachApi.ofThisJvm().list()).anySatisfy(jvm -> assertThat(jvm.pid).isEqualTo(pid));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatIsNoJvmIsLeftAlone() throws IOException {
    Process sleeping = new ProcessBuilder("sleep", "60").start();
    try {
      assertThatThrownBy(() -> Processes.requireJvm(sleeping.pid()))
          .hasMessage("the process is no JVM that can be attached to.");
      assertThat(sleeping.isAlive()).isTrue();
    } finally {
      sleeping.destroy();
    }
  }

  @Test
  void whatTheApiThrowsIsExplained() {
    assertThat(AttachFailures.explained(new IOException("No such process")).sentence())
        .isEqualTo("there is no such JVM on this machine, or it has just ended.");
    assertThat(AttachFailures.explained(new IOException("Operation not permitted")).sentence())
        .isEqualTo(
            "the JVM belongs to another user; run the command as that user."
                + " (Operation not permitted)");
    assertThat(AttachFailures.explained(new IOException("Can not attach to current VM")).sentence())
        .isEqualTo("that is the JVM of this very command.");
    assertThat(
            AttachFailures.explained(
                    new IllegalStateException("Dynamic agent loading is not enabled"))
                .sentence())
        .isEqualTo(
            "the JVM was started with -XX:-EnableDynamicAgentLoading; start it with -javaagent.");
    assertThat(AttachFailures.explained(new IOException("Unable to open socket file")).sentence())
        .isEqualTo(
            "the process does not answer: it is no HotSpot JVM, was started with"
                + " -XX:+DisableAttachMechanism, or runs in a container with another /tmp. (Unable to"
                + " open socket file)");
    assertThat(AttachFailures.explained(new IllegalStateException("100")).sentence())
        .isEqualTo("the JVM refused the agent: IllegalStateException: 100");
  }
}
