package io.tlswhy.weave.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every failure once, with its chain, its text in the exception, and nothing else printed.
 *
 * <p>The JDKs are the homes in the environment variable {@code JDK_HOMES}, separated as a class
 * path is; without it the one that runs.
 */
class MatrixTest {
  private static final String[] PROTOCOLS = {"TLSv1.2", "TLSv1.3"};
  private static final Map<File, Run> RUNS = new LinkedHashMap<>();

  @TempDir static Path folder;

  @BeforeAll
  static void runAll() throws Exception {
    for (File home : homes().toArray(File[]::new)) {
      RUNS.put(home, Run.in(home, folder));
    }
  }

  @AfterAll
  static void forget() {
    RUNS.clear();
  }

  static Stream<File> homes() {
    String given = System.getenv("JDK_HOMES");
    String homes = given == null || given.isEmpty() ? System.getProperty("java.home") : given;
    return Stream.of(homes.split(File.pathSeparator)).map(File::new);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void verifiesAndPrintsNothingOfItsOwn(File home) {
    Run run = run(home);
    assertThat(run.exit()).isZero();
    assertThat(run.has("end")).isTrue();
    assertThat(run.preamble()).isEmpty();
    assertThat(run.strange()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("homes")
  void saysNothingOfWhatGoesWell(File home) {
    List<String> names = new ArrayList<>();
    for (String protocol : PROTOCOLS) {
      names.add("good " + protocol);
      names.add("composite " + protocol);
      names.add("engine good " + protocol);
    }
    names.add("ownClose");
    names.add("engine own close");
    names.add("engine never begun");
    names.add("soft");
    names.add("crl answered");
    names.add("crl cached");
    names.add("agent thread");
    for (String name : names) {
      assertThat(run(home).of(name, "failed")).as(name).isEmpty();
      assertThat(run(home).of(name, "slow")).as(name).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void capturesTheChainThatAPlatformTrustManagerRejects(File home) {
    for (String protocol : PROTOCOLS) {
      for (String name : new String[] {"untrusted ", "delegating ", "getSession "}) {
        String failure = onlyFailure(run(home), name + protocol, "CLIENT");
        assertThat(failure)
            .startsWith("failed CLIENT LOCAL SOCKET alert=SENT:certificate_unknown host=localhost ")
            .contains("address=127.0.0.1 protocol=" + protocol)
            .contains("chain=2 trust=PKIX anchors=1 origin=APPLICATION revocation=false")
            .contains("exception=SSLHandshakeException");
      }
      String onEngine = onlyFailure(run(home), "engine untrusted " + protocol, "CLIENT");
      assertThat(onEngine)
          .startsWith("failed CLIENT LOCAL ENGINE alert=SENT:certificate_unknown host=localhost ")
          .contains("chain=2 trust=PKIX anchors=1");
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void capturesTheChainThatAnApplicationsTrustManagerRejects(File home) {
    for (String protocol : PROTOCOLS) {
      for (String name : new String[] {"custom ", "engine custom "}) {
        assertThat(onlyFailure(run(home), name + protocol, "CLIENT"))
            .contains("alert=SENT:certificate_unknown")
            .contains("chain=2 trust=CUSTOM anchors=0");
      }
      assertThat(onlyFailure(run(home), "unchecked " + protocol, "CLIENT"))
          .contains("alert=SENT:internal_error")
          .contains("chain=2 trust=CUSTOM")
          .contains("exception=SSLException");
      assertThat(onlyFailure(run(home), "engine unchecked " + protocol, "CLIENT"))
          .contains("chain=2 trust=CUSTOM")
          .contains("exception=IllegalStateException");
      assertThat(onlyFailure(run(home), "error " + protocol, "CLIENT"))
          .contains("chain=2 trust=CUSTOM")
          .contains("exception=AssertionError");
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void seesTheServersSideOnce(File home) {
    for (String protocol : PROTOCOLS) {
      for (String name : new String[] {"untrusted ", "expired ", "custom ", "nocert "}) {
        assertThat(run(home).of(name + protocol, "failed SERVER")).as(name).hasSize(1);
      }
      assertThat(onlyFailure(run(home), "engine untrusted " + protocol, "SERVER"))
          .startsWith("failed SERVER ALERT_RECEIVED ENGINE alert=RECEIVED:certificate_unknown");
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void remembersTheLastGoodChain(File home) {
    assertThat(onlyFailure(run(home), "engine untrusted TLSv1.3", "CLIENT"))
        .contains("lastGood=true");
  }

  @ParameterizedTest
  @MethodSource("homes")
  void keepsThePeersOwnPortBehindATunnel(File home) {
    assertThat(run(home).of("tunnelled good", "failed")).isEmpty();
    assertThat(onlyFailure(run(home), "tunnelled untrusted", "CLIENT"))
        .contains(" host=localhost address= port=443 tunnel=localhost/127.0.0.1 protocol=TLSv1.2")
        .contains(" lastGood=true ");
  }

  @ParameterizedTest
  @MethodSource("homes")
  void seesTheEndOfConnections(File home) {
    Run run = run(home);
    assertThat(onlyFailure(run, "eof", "CLIENT"))
        .startsWith("failed CLIENT LOCAL SOCKET host=localhost address=127.0.0.1")
        .contains("exception=SSLHandshakeException");
    assertThat(onlyFailure(run, "reset", "CLIENT")).startsWith("failed CLIENT LOCAL SOCKET host=");
    assertThat(onlyFailure(run, "timeout", "CLIENT"))
        .matches("failed CLIENT (LOCAL|TIMEOUT) SOCKET host=.*")
        .contains("elapsed=300");
    assertThat(onlyFailure(run, "plaintext", "CLIENT")).contains("exception=SSLException");
    assertThat(onlyFailure(run, "engine eof", "CLIENT"))
        .startsWith("failed CLIENT CLOSED ENGINE host=localhost");
    assertThat(onlyFailure(run, "engine eof after closeOutbound", "CLIENT"))
        .startsWith("failed CLIENT CLOSED ENGINE host=localhost");
  }

  @ParameterizedTest
  @MethodSource("homes")
  void putsItsTextIntoWhatTheApplicationGets(File home) {
    Run run = run(home);
    for (String protocol : PROTOCOLS) {
      for (String name :
          new String[] {"untrusted ", "custom ", "unchecked ", "error ", "nocert "}) {
        // JSSE may have suppressed a failure to send its alert, which stands behind the message.
        assertThat(outermost(run, name + protocol, "client")).contains(" | " + Recorder.TEXT);
        assertThat(outermost(run, "engine untrusted " + protocol, "client"))
            .endsWith(" | " + Recorder.TEXT);
      }
    }
    for (String name : new String[] {"eof", "reset", "timeout", "plaintext", "engine eof"}) {
      assertThat(outermost(run, name, "client")).contains(" | " + Recorder.TEXT);
      // Once in the whole trace.
      assertThat(run.of(name, "client threw").get(0).split("tlswhy\\[", -1)).hasSize(2);
    }
    assertThat(outermost(run, "validation", "validation")).endsWith(" | " + Recorder.TEXT);
    assertThat(run.of("default context", "default threw").get(0)).contains(Recorder.TEXT);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void followsTheLookUps(File home) {
    Run run = run(home);
    assertThat(onlyFailure(run, "crl refused", "CLIENT"))
        .contains("revocation=true lookup=CRL:FAILED:ConnectException exception");
    assertThat(onlyFailure(run, "crl refused again", "CLIENT"))
        .contains("lookup=CRL:REMEMBERED_FAILURE:ConnectException exception");
    assertThat(onlyFailure(run, "crl refused, asked directly", "CLIENT"))
        .startsWith("failed CLIENT VALIDATION NONE")
        .contains("lookup=CRL:REMEMBERED_FAILURE:ConnectException exception");
    assertThat(onlyFailure(run, "ocsp refused", "CLIENT"))
        .contains("lookup=OCSP:FAILED:ConnectException lookup=CRL:");
  }

  @ParameterizedTest
  @MethodSource("homes")
  void tellsOfALookUpThatHangsAndOfTheHandshakeThatWasLate(File home) {
    List<String> slow = run(home).of("crl slow", "slow");
    assertThat(slow).hasSize(2);
    assertThat(slow.get(0))
        .startsWith("slow CLIENT SLOW SOCKET host=localhost address=127.0.0.1")
        .contains("chain=2 trust=PKIX anchors=1")
        .endsWith("lookup=CRL:IN_PROGRESS");
    assertThat(slow.get(1)).endsWith("lookup=CRL:ANSWERED");
  }

  @ParameterizedTest
  @MethodSource("homes")
  void tellsTheWaitForAnotherThreadsFetch(File home) {
    List<String> slow = run(home).of("crl waited for", "slow");
    assertThat(slow).anyMatch(line -> line.endsWith("lookup=CRL:ANSWERED:waited"));
    assertThat(slow).anyMatch(line -> line.endsWith("lookup=CRL:ANSWERED"));
  }

  @ParameterizedTest
  @MethodSource("homes")
  void followsTheFetchOfAnIssuer(File home) {
    assertThat(onlyFailure(run(home), "issuer refused", "CLIENT"))
        .contains("lookup=CA_ISSUERS:FAILED:ConnectException");
    assertThat(onlyFailure(run(home), "issuer refused again", "CLIENT"))
        .contains("lookup=CA_ISSUERS:REMEMBERED_FAILURE:ConnectException");
  }

  @ParameterizedTest
  @MethodSource("homes")
  void capturesTheChainOfAClientThatAServerRejects(File home) {
    for (String protocol : PROTOCOLS) {
      assertThat(onlyFailure(run(home), "client untrusted " + protocol, "SERVER"))
          .startsWith("failed SERVER LOCAL SOCKET alert=SENT:certificate_unknown host= ")
          .contains("chain=2 trust=PKIX anchors=1");
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void seesWhatFailsBesideHandshakes(File home) {
    Run run = run(home);
    assertThat(onlyFailure(run, "validation", "CLIENT"))
        .startsWith("failed CLIENT VALIDATION NONE")
        .contains("chain=1 trust=PKIX anchors=1");
    assertThat(onlyFailure(run, "https verifier", "CLIENT"))
        .startsWith("failed CLIENT HOSTNAME_VERIFIER SOCKET host=127.0.0.2")
        .contains("chain=2");
    assertThat(onlyFailure(run, "default context", "CLIENT"))
        .startsWith("failed CLIENT DEFAULT_CONTEXT NONE");
    assertThat(onlyFailure(run, "https untrusted", "CLIENT")).contains("chain=2 trust=PKIX");
  }

  @ParameterizedTest
  @MethodSource("homes")
  void seesThatTheConnectionDoesNotComeAbout(File home) {
    Run run = run(home);
    assertThat(onlyFailure(run, "connect refused", "CLIENT"))
        .startsWith("failed CLIENT CONNECT SOCKET host=127.0.0.1 address=127.0.0.1 ")
        .contains("exception=ConnectException");
    assertThat(onlyFailure(run, "connect nowhere", "CLIENT"))
        .startsWith("failed CLIENT CONNECT SOCKET host=nowhere.invalid address= ")
        .contains("exception=UnknownHostException");
    assertThat(onlyFailure(run, "tunnel refused", "CLIENT"))
        .startsWith("failed CLIENT CONNECT SOCKET host=partner.invalid address= ")
        .contains("exception=IOException");
    for (String name : new String[] {"connect refused", "connect nowhere", "tunnel refused"}) {
      assertThat(outermost(run, name, "client")).endsWith(" | " + Recorder.TEXT);
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void seesJavaNetHttpsConnectionsOnceEach(File home) {
    Run run = run(home);
    if (!run.has("http client eof")) {
      return;
    }
    assertThat(onlyFailure(run, "http client untrusted", "CLIENT"))
        .contains(" LOCAL ENGINE ")
        .contains("chain=2 trust=PKIX");
    // It asks a second time on a new connection.
    assertThat(run.of("http client eof", "failed CLIENT CLOSED ENGINE")).hasSize(2);
    assertThat(run.of("http client eof", "failed")).hasSize(2);
    assertThat(run.of("http client gives up", "failed")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("homes")
  void tellsWhereTheAnchorsCameFrom(File home) {
    Run run = run(home);
    assertThat(onlyFailure(run, "store default", "CLIENT"))
        .contains("origin=DEFAULT")
        .doesNotContain("anchors=0 ")
        .doesNotContain("anchors=1 ");
    assertThat(onlyFailure(run, "store missing", "CLIENT")).contains("origin=FALLBACK");
    assertThat(onlyFailure(run, "store property", "CLIENT")).contains("anchors=1 origin=PROPERTY");
  }

  private static Run run(File home) {
    Run run = RUNS.get(home);
    assertThat(run).as("the run of %s", home).isNotNull();
    return run;
  }

  private static String onlyFailure(Run run, String scenario, String role) {
    List<String> failures = run.of(scenario, "failed " + role);
    assertThat(failures).as(scenario).hasSize(1);
    return failures.get(0);
  }

  /** The message of the outermost exception. */
  private static String outermost(Run run, String scenario, String who) {
    List<String> threw = run.of(scenario, who + " threw");
    assertThat(threw).as(scenario).hasSize(1);
    return threw.get(0).split(" <- ", -1)[1];
  }
}
