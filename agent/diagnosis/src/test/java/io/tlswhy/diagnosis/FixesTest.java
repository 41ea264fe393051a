package io.tlswhy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goes over everything that this room can say: nothing advises to leave a check out, or to trust
 * what only the peer showed. The sources are read, so that a sentence that no test provokes is seen
 * too.
 */
class FixesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern GLUE = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern LEAVES_A_CHECK_OUT =
      Pattern.compile(
          "(?i)checkRevocation=false|enableCRLDP=false|ocsp\\.enable=false|(set|use|add)[^.]{0,40}soft.?fail"
              + "|disable(Hostname|Endpoint|Cert)|allowUnsafe|insecure|no-check|trust.?all|allow.?all"
              + "|noop|verify=false|disabledAlgorithms=|caDistrustPolicies=|blocked\\.certs="
              + "|(turn|switch)(ed)? off|(disable|skip|ignore|bypass|drop|leave out) (the|this|that|all"
              + "|any|every|revocation|verification|validation)|without (checking|verification)"
              + "|accept (any|every|all) |exclude the check");
  private static final Pattern ADDS_TRUST =
      Pattern.compile("\\badd (it|the root)\\b|into the trust store|\\bimport\\b|needed roots");
  private static final Pattern VOUCHED =
      Pattern.compile(
          "fingerprint|other than this connection|as its certification authority publishes it"
              + "|as their certification authorities publish them|on purpose|holds the right root");

  /** What each method can say, its literals joined. */
  static Stream<String> sayings() throws IOException {
    List<String> sayings = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String source = withoutComments(Files.readString(file));
        for (String method : source.split("\n  }\n", -1)) {
          StringBuilder said = new StringBuilder();
          Matcher literal = LITERAL.matcher(GLUE.matcher(method).replaceAll(""));
          while (literal.find()) {
            said.append(literal.group(1)).append(" … ");
          }
          if (said.length() > 0) {
            sayings.add(file.getFileName() + ": " + said);
          }
        }
      }
    }
    return sayings.stream();
  }

  private static String withoutComments(String source) {
    return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
  }

  @Test
  void thereIsSomethingToGoOver() throws IOException {
    assertThat(sayings()).hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @MethodSource("sayings")
  void noneLeavesACheckOut(String saying) {
    assertThat(saying).doesNotContainPattern(LEAVES_A_CHECK_OUT);
  }

  @ParameterizedTest
  @MethodSource("sayings")
  void noneTrustsWhatOnlyThePeerShowed(String saying) {
    if (ADDS_TRUST.matcher(saying).find()) {
      assertThat(saying).containsPattern(VOUCHED);
    }
  }

  @Test
  void thesePatternsSeeWhatTheyAreFor() {
    for (String bad :
        List.of(
            "Set -Dcom.sun.net.ssl.checkRevocation=false.",
            "Use a HostnameVerifier that accepts all (AllowAllHostnameVerifier).",
            "Skip the check for this host.",
            "Set jdk.tls.disabledAlgorithms= in java.security.",
            "curl --insecure shows it.")) {
      assertThat(bad).containsPattern(LEAVES_A_CHECK_OUT);
    }
    assertThat("Fetch it with openssl and add it to the trust store.")
        .containsPattern(ADDS_TRUST)
        .doesNotContainPattern(VOUCHED);
  }
}
