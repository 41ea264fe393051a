package io.tlswhy.probe.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tlswhy.evidence.SecurityFile;
import io.tlswhy.evidence.SecurityFile.Author;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From which files this JVM's list of disabled algorithms may come. */
class SecurityFilesTest {
  private static final String PROPERTY = "jdk.certpath.disabledAlgorithms";

  @TempDir Path folder;

  private Path policy;
  private Path policyName;

  @BeforeEach
  void systemPolicy() throws IOException {
    policy = Files.writeString(folder.resolve("java.config"), PROPERTY + "=MD2, SHA1\n");
    policyName = Files.writeString(folder.resolve("config"), "# the policy\nFUTURE\n");
  }

  private Path ofJava(String where, String text) throws IOException {
    Path file = folder.resolve(where);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<SecurityFile> files(String override) {
    return SecurityFiles.of(
        Map.of("java.home", folder.toString(), "java.security.properties", override),
        policy,
        policyName);
  }

  @Test
  void policyOfTheSystemCountsOnlyWhereJavaHonoursIt() throws IOException {
    Path own = ofJava("conf/security/java.security", PROPERTY + "=MD2\nssl.other=x\n");

    assertThat(files(""))
        .extracting(SecurityFile::author, SecurityFile::path, SecurityFile::properties)
        .containsExactly(tuple(Author.JAVA, own.toString(), Map.of(PROPERTY, "MD2")));

    ofJava("conf/security/java.security", "security.useSystemPropertiesFile=true\n");

    assertThat(files(""))
        .extracting(SecurityFile::author, SecurityFile::policy)
        .containsExactly(tuple(Author.JAVA, ""), tuple(Author.SYSTEM_POLICY, "FUTURE"));
  }

  @Test
  void fileOfTheCommandLineComesLastAlsoWhereItReplacesJavas() throws IOException {
    ofJava("lib/security/java.security", PROPERTY + "=MD2\n");
    Path own = ofJava("app.security", PROPERTY + "=MD2, \\\n  RSA keySize < 3072\n");

    for (String named : List.of(own.toString(), "=" + own, own.toUri().toString())) {
      assertThat(files(named))
          .last()
          .isEqualTo(
              SecurityFile.of(
                  Author.COMMAND_LINE,
                  own.toString(),
                  "",
                  Map.of(PROPERTY, "MD2, RSA keySize < 3072")));
    }
  }

  @Test
  void includedPolicyOfTheSystemIsNamedAndWhatStandsBehindItOverridesIt() throws IOException {
    String after = "jdk.tls.disabledAlgorithms=SSLv3\n";
    Path own =
        ofJava(
            "conf/security/java.security",
            PROPERTY + "=MD2\ninclude ${policies}/java.config\n" + after);
    Map<String, String> on25 =
        Map.of(
            "java.home", folder.toString(),
            "java.specification.version", "25",
            "policies", folder.toString());

    assertThat(SecurityFiles.of(on25, policy, policyName))
        .extracting(SecurityFile::author, SecurityFile::path, SecurityFile::properties)
        .containsExactly(
            tuple(Author.JAVA, own.toString(), Map.of(PROPERTY, "MD2")),
            tuple(Author.SYSTEM_POLICY, policy.toString(), Map.of(PROPERTY, "MD2, SHA1")),
            tuple(Author.JAVA, own.toString(), Map.of("jdk.tls.disabledAlgorithms", "SSLv3")));
    assertThat(files("")).extracting(SecurityFile::author).containsExactly(Author.JAVA);
  }

  @Test
  void filesThatIncludeEachOtherEnd() throws IOException {
    ofJava("conf/security/java.security", "include other.security\n");
    ofJava("conf/security/other.security", PROPERTY + "=MD2\ninclude java.security\n");
    Map<String, String> on25 =
        Map.of("java.home", folder.toString(), "java.specification.version", "25");

    assertThat(SecurityFiles.of(on25, policy, policyName))
        .hasSizeLessThan(20)
        .anyMatch(file -> file.properties().containsKey(PROPERTY));
  }

  @Test
  void fileThatIsNotThereSaysNothing() {
    assertThat(files("no-such-file"))
        .extracting(SecurityFile::author, SecurityFile::properties)
        .containsExactly(tuple(Author.JAVA, Map.of()));
  }
}
