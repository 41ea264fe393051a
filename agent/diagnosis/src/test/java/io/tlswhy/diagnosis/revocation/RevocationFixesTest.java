package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stage;
import io.tlswhy.evidence.Stage.Kind;
import io.tlswhy.evidence.Stage.Result;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What to do about an obstacle, word for word, as it is handed on. */
class RevocationFixesTest {
  private static final Pointer CRL =
      Pointer.of(LookupKind.CRL, URI.create("http://crl.example.com/ca.crl"));
  private static final Pointer OF_AN_ADDRESS =
      Pointer.of(LookupKind.CRL, URI.create("http://[2001:db8::7]:8080/ca.crl"));
  private static final String PROXY = "proxy.corp:3128";
  private static final String OTHER_PROXY = "other.corp:8080";

  private final Story story = Story.withCrl();

  private Need need(int position) {
    return Need.of(
        position,
        position == 0 ? story.leaf : story.ca.certificate(),
        Optional.empty(),
        List.of(CRL));
  }

  private Obstacle.Builder obstacle(Cause cause, Pointer pointer) {
    return Obstacle.builder(cause, need(0), pointer, "it failed");
  }

  private static String words(Obstacle.Builder obstacle) {
    return words(obstacle, Map.of());
  }

  private static String words(Obstacle.Builder obstacle, Map<String, String> properties) {
    return words(obstacle, Story.jvm(17, properties));
  }

  private static String words(Obstacle.Builder obstacle, JvmFacts jvm) {
    return new RevocationFixes(CaHosts.bundled(), new JvmProxies(jvm), jvm).words(obstacle.build());
  }

  private static Stage atProxy(Result result) {
    return Stage.of(Kind.PROXY, true, PROXY, "192.0.2.1", result, Duration.ZERO, "");
  }

  private Obstacle.Builder proxyFails(Result result) {
    return obstacle(Cause.REVOCATION_PROXY, CRL)
        .proxy(Optional.of(PROXY))
        .proxyStage(atProxy(result));
  }

  @Test
  void firewalls() {
    assertThat(words(obstacle(Cause.REVOCATION_BLOCKED, CRL)))
        .isEqualTo("Allow TCP from this host to crl.example.com port 80.");
    assertThat(
            words(
                obstacle(Cause.REVOCATION_BLOCKED, CRL)
                    .deadAddresses(List.of("203.0.113.7"))
                    .liveAddresses(List.of("203.0.113.8"))))
        .isEqualTo(
            "Allow TCP from this host to crl.example.com port 80 (203.0.113.7). (203.0.113.8 can be"
                + " reached.)");
    assertThat(words(obstacle(Cause.REVOCATION_BLOCKED, OF_AN_ADDRESS)))
        .isEqualTo("Allow TCP from this host to [2001:db8::7] port 8080.");
    assertThat(
            words(
                obstacle(
                    Cause.REVOCATION_BLOCKED,
                    Pointer.of(LookupKind.CRL, URI.create("http:///ca.crl")))))
        .isEmpty();
  }

  @Test
  void namesAndStrangers() {
    assertThat(words(obstacle(Cause.REVOCATION_DNS, CRL)))
        .isEqualTo(
            "Make the name crl.example.com resolvable for this host, or correct its name server.");
    assertThat(words(obstacle(Cause.REVOCATION_DNS, CRL).workingWay(Optional.of(PROXY))))
        .isEqualTo(
            "Make the name crl.example.com resolvable for this host, or correct its name server; or"
                + " go through the proxy proxy.corp:3128, which resolves it.");
    assertThat(words(obstacle(Cause.REVOCATION_INTERCEPTED, CRL)))
        .isEqualTo(
            "Have whoever runs the filter or portal on the way let crl.example.com port 80 through"
                + " unchanged.");
  }

  @Test
  void aProxyThatIsRequired() {
    Map<String, String> exempt =
        Map.of(
            "http.proxyHost",
            "proxy.corp",
            "http.proxyPort",
            "3128",
            "http.nonProxyHosts",
            "*.example.com");
    Obstacle.Builder required =
        obstacle(Cause.REVOCATION_PROXY_REQUIRED, CRL).workingWay(Optional.of(PROXY));

    assertThat(words(required))
        .isEqualTo(
            "Start this JVM with -Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128 (restart needed),"
                + " with the hosts that must stay direct in -Dhttp.nonProxyHosts; or allow TCP from"
                + " this host to crl.example.com port 80.");
    assertThat(words(required, exempt))
        .isEqualTo(
            "Take crl.example.com out of -Dhttp.nonProxyHosts, so that this JVM goes through"
                + " proxy.corp:3128 (restart needed).");
  }

  @Test
  void aProxyThatFails() {
    assertThat(words(proxyFails(Result.TIMEOUT)))
        .isEqualTo(
            "Make sure that the proxy proxy.corp:3128 is up and takes connections from this host,"
                + " and that it lets crl.example.com port 80 through.");
    assertThat(words(proxyFails(Result.PROXY_DENIED)))
        .isEqualTo(
            "Have the operator of the proxy proxy.corp:3128 take crl.example.com port 80 out of the"
                + " rule or category that blocks it.");
    assertThat(words(proxyFails(Result.PROXY_AUTHENTICATION)))
        .isEqualTo(
            "Have the operator of the proxy proxy.corp:3128 let crl.example.com port 80 through"
                + " without a log-in, or, if Java has a scheme that it asks for, have the application"
                + " set a java.net.Authenticator that logs in.");
    assertThat(words(proxyFails(Result.PROXY_FAILED)))
        .isEqualTo(
            "Allow TCP from the proxy proxy.corp:3128, not from this host, to crl.example.com port"
                + " 80, and make sure that the name resolves there.");
    assertThat(words(proxyFails(Result.PROXY_DENIED).workingWay(Optional.of("direct"))))
        .isEqualTo(
            "Have the operator of the proxy proxy.corp:3128 take crl.example.com port 80 out of the"
                + " rule or category that blocks it; or, since crl.example.com port 80 can be reached"
                + " directly, add crl.example.com to -Dhttp.nonProxyHosts (restart needed).");
    assertThat(words(proxyFails(Result.TIMEOUT).workingWay(Optional.of(OTHER_PROXY))))
        .isEqualTo(
            "Make sure that the proxy proxy.corp:3128 is up and takes connections from this host,"
                + " and that it lets crl.example.com port 80 through; or use the proxy"
                + " other.corp:8080, through which"
                + " it works.");
  }

  @Test
  void answersOfNoUse() {
    assertThat(words(obstacle(Cause.REVOCATION_RESPONSE_STALE, CRL)))
        .isEqualTo(
            "Have the operator of CN=Issuing CA publish a fresh CRL, or clear the cache on the way"
                + " that keeps the old one; if this machine's clock is wrong, set it.");
    assertThat(words(obstacle(Cause.REVOCATION_RESPONDER_ERROR, CRL)))
        .isEqualTo(
            "Report it to the operator of CN=Issuing CA, who runs crl.example.com port 80; if the"
                + " error is temporary, the next attempt passes.");
    assertThat(words(obstacle(Cause.REVOCATION_UNKNOWN, CRL)))
        .isEqualTo(
            "Ask the operator of CN=Issuing CA whether it issued serial number "
                + story.leaf.getSerialNumber().toString(16)
                + "; a certificate issued minutes ago becomes known by itself.");
    assertThat(words(obstacle(Cause.REVOCATION_RESPONSE_UNTRUSTED, CRL)))
        .isEqualTo(
            "Report to the operator of CN=Issuing CA what its CRL at http://crl.example.com/ca.crl"
                + " lacks.");
    assertThat(words(obstacle(Cause.REVOCATION_RESPONSE_UNTRUSTED, CRL).octets(60_000_000)))
        .isEqualTo(
            "Let this JVM take a CRL of that size: start it with"
                + " -Dcom.sun.security.crl.maxSize=120000000 (restart needed; its memory must hold"
                + " it), and ask the operator of CN=Issuing CA for smaller CRLs or a responder.");
  }

  @Test
  void slowEndpoints() {
    Obstacle.Builder slow =
        obstacle(Cause.REVOCATION_SLOW, CRL).answerTook(Duration.ofMillis(3400));

    assertThat(words(obstacle(Cause.REVOCATION_SLOW, CRL)))
        .isEqualTo("Find out what delays crl.example.com port 80.");
    assertThat(words(slow))
        .isEqualTo(
            "Find out what delays crl.example.com port 80; until then let this JVM wait longer with"
                + " -Dcom.sun.security.crl.readtimeout=8 (restart needed).");
    assertThat(words(slow, Story.jvm(11, Map.of())))
        .isEqualTo(
            "Find out what delays crl.example.com port 80; until then let this JVM wait longer with"
                + " -Dcom.sun.security.crl.timeout=8 (restart needed).");
  }

  @Test
  void revokedCertificates() {
    HandshakeFailure asClient = story.failure();

    assertThat(RevocationFixes.renew(need(0), asClient))
        .isEqualTo("The operator of partner.test must install a new certificate with a new key.");
    assertThat(RevocationFixes.renew(need(0), asClient.toBuilder().peer(Peer.unknown()).build()))
        .isEqualTo("The operator of the peer must install a new certificate with a new key.");
    assertThat(
            RevocationFixes.renew(
                need(0),
                HandshakeFailure.builder(HandshakeFailure.Point.LOCAL, Role.SERVER, NOW).build()))
        .isEqualTo(
            "The client must get a new certificate from CN=Issuing CA with a new key, and use that.");
    assertThat(RevocationFixes.renew(need(1), asClient))
        .isEqualTo(
            "The peer's operator must get a certificate from another issuer than CN=Issuing CA and"
                + " install it with its chain.");
  }
}
