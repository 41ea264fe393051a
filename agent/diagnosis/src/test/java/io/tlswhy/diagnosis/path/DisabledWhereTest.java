package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.SecurityFile;
import io.tlswhy.evidence.SecurityFile.Author;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which file disabled an algorithm. */
class DisabledWhereTest {
  private static final String PROPERTY = "jdk.certpath.disabledAlgorithms";

  private static final SecurityFile OF_JAVA =
      SecurityFile.of(
          Author.JAVA,
          "/jdk/conf/security/java.security",
          "",
          Map.of(PROPERTY, "MD2, RSA keySize < 1024"));

  private static String line(String entry, SecurityFile... files) {
    DisabledAlgorithm disabled = DisabledAlgorithm.of(Map.of(PROPERTY, entry), PROPERTY).get(0);
    return DisabledWhere.line(disabled, List.of(files)).orElse("");
  }

  private static SecurityFile file(Author author, String path, String policy, String value) {
    return SecurityFile.of(author, path, policy, Map.of(PROPERTY, value));
  }

  @Test
  void cryptoPolicyOfTheOperatingSystem() {
    assertThat(
            line(
                "RSA keySize < 3072",
                OF_JAVA,
                file(
                    Author.SYSTEM_POLICY,
                    "/etc/crypto-policies/back-ends/java.config",
                    "FUTURE",
                    "MD2, RSA keySize < 3072")))
        .isEqualTo(
            "The entry \"RSA keySize < 3072\" of jdk.certpath.disabledAlgorithms stands in"
                + " /etc/crypto-policies/back-ends/java.config, the crypto policy of the operating"
                + " system (FUTURE).");
  }

  @Test
  void fileOfTheCommandLineWins() {
    assertThat(line("MD2", OF_JAVA, file(Author.COMMAND_LINE, "/srv/app.security", "", "MD2, MD5")))
        .isEqualTo(
            "The entry \"MD2\" of jdk.certpath.disabledAlgorithms stands in /srv/app.security,"
                + " which -Djava.security.properties names.");
  }

  @Test
  void filesThatLeaveThePropertyAloneDoNotCount() {
    assertThat(
            line(
                "MD2",
                OF_JAVA,
                SecurityFile.of(Author.COMMAND_LINE, "/srv/app.security", "", Map.of())))
        .isEqualTo(
            "The entry \"MD2\" of jdk.certpath.disabledAlgorithms stands in"
                + " /jdk/conf/security/java.security, as this Java came or was set up.");
  }

  @Test
  void entryThatTheApplicationSetItself() {
    assertThat(line("SHA1", OF_JAVA))
        .isEqualTo(
            "The entry \"SHA1\" of jdk.certpath.disabledAlgorithms stands in none of the files that"
                + " this Java reads when it starts: the application set it itself"
                + " (Security.setProperty).");
  }

  @Test
  void nothingIsSaidWhereNoFileWasRead() {
    assertThat(line("MD2")).isEmpty();
  }
}
