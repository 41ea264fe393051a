package io.tlswhy.diagnosis;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import java.net.ConnectException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.cert.CRLReason;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What goes first of several causes, and what is asked of the network. */
class DiagnosticianTest {
  private static final String CRL_URL = "http://crl.example.com/ca.crl";
  private static final String ISSUER_URL = "http://aia.example.com/ca.cer";
  private static final JvmFacts JVM =
      JvmFacts.of(17, "17.0.15", "Test", "host", 1, Map.of(), Map.of(), Map.of());

  private final Authority root = Authority.root("Root");
  private final Authority ca = root.intermediate(CertificateSpec.authority("Issuing CA"));
  private final Diagnostician diagnostician = new Diagnostician(JVM);

  private HandshakeFailure failure(
      Role role, List<X509Certificate> chain, Throwable rejection, Lookup... lookups) {
    return HandshakeFailure.builder(HandshakeFailure.Point.LOCAL, role, NOW)
        .peer(Peer.of("partner.test", 443, ""))
        .validation(
            Validation.builder(
                    chain,
                    TrustSettings.builder(TrustSettings.Algorithm.PKIX, "X509TrustManagerImpl")
                        .anchors(List.of(new TrustAnchor(root.certificate(), null)))
                        .anchorsKnown(true)
                        .build())
                .revocation(
                    RevocationSettings.off().toBuilder()
                        .enabled(true)
                        .crlDistributionPoints(true)
                        .onlyEndEntity(true)
                        .build())
                .lookups(List.of(lookups))
                .rejection(rejection)
                .build())
        .build();
  }

  private static CertificateException rejected(
      Throwable cause, X509Certificate leaf, CertPathValidatorException.Reason reason)
      throws Exception {
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
    return new CertificateException(
        new CertPathValidatorException("unread", cause, path, 0, reason));
  }

  private static Lookup refused(X509Certificate leaf) {
    return Lookup.builder(LookupKind.CRL, URI.create(CRL_URL), NOW)
        .certificate(leaf)
        .outcome(Lookup.Outcome.FAILED)
        .error(new ConnectException())
        .build();
  }

  @Test
  void whatMakesTheCertificateUnacceptableGoesBeforeRevocation() throws Exception {
    X509Certificate expired =
        ca.issue(
            CertificateSpec.server("partner.test")
                .crl(CRL_URL)
                .valid(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(1))));
    HandshakeFailure failure =
        failure(
            Role.CLIENT,
            List.of(expired, ca.certificate()),
            rejected(new CertificateExpiredException(), expired, BasicReason.EXPIRED),
            refused(expired));

    assertThat(diagnostician.atOnce(failure, () -> true).cause()).isEqualTo(Cause.CHAIN_EXPIRED);
    assertThat(diagnostician.questions(failure))
        .as("whose clock may tell whether the dates are wrong or the local one is")
        .extracting(EndpointQuestion::url)
        .containsExactly(URI.create(CRL_URL));
    assertThat(diagnostician.withTrials(failure, List.of()).cause()).isEqualTo(Cause.CHAIN_EXPIRED);
  }

  @Test
  void revokedAsTheJvmItselfVerifiedIsProvedAtOnce() throws Exception {
    X509Certificate leaf = ca.issue(CertificateSpec.client("partner.test").crl(CRL_URL));
    CertificateRevokedException revoked =
        new CertificateRevokedException(
            Date.from(NOW.minus(Duration.ofDays(1))),
            CRLReason.KEY_COMPROMISE,
            ca.certificate().getSubjectX500Principal(),
            Map.of());
    Lookup answered =
        Lookup.builder(LookupKind.CRL, URI.create(CRL_URL), NOW)
            .certificate(leaf)
            .outcome(Lookup.Outcome.ANSWERED)
            .build();

    Diagnosis diagnosis =
        diagnostician.atOnce(
            failure(
                Role.SERVER,
                List.of(leaf, ca.certificate()),
                rejected(revoked, leaf, BasicReason.REVOKED),
                answered),
            () -> true);

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_REVOKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.test (serial number "
                + leaf.getSerialNumber().toString(16)
                + ") issued by CN=Issuing CA was revoked at 2026-11-19T12:00:00Z (reason"
                + " keyCompromise), as the CRL http://crl.example.com/ca.crl says.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "The client must get a new certificate from CN=Issuing CA with a new key, and use that.");
  }

  @Test
  void ofAnUnanchoredChainOnlyTheIssuerIsAskedForAndOnlyByAClient() {
    X509Certificate leaf =
        ca.issue(CertificateSpec.server("partner.test").crl(CRL_URL).caIssuers(ISSUER_URL));
    CertificateException rejection = new CertificateException("no path");

    List<EndpointQuestion> asClient =
        diagnostician.questions(failure(Role.CLIENT, List.of(leaf), rejection));

    assertThat(asClient).hasSize(1);
    assertThat(asClient.get(0).kind()).isEqualTo(LookupKind.CA_ISSUERS);
    assertThat(asClient.get(0).url()).isEqualTo(URI.create(ISSUER_URL));
    assertThat(asClient.get(0).anchored()).isFalse();
    assertThat(diagnostician.questions(failure(Role.SERVER, List.of(leaf), rejection))).isEmpty();
  }

  @Test
  void theFetchedIssuerProvesThatTheChainIsIncomplete() throws Exception {
    X509Certificate leaf = ca.issue(CertificateSpec.server("partner.test").caIssuers(ISSUER_URL));
    EndpointTrial trial =
        EndpointTrial.builder(LookupKind.CA_ISSUERS, URI.create(ISSUER_URL))
            .subject(leaf)
            .answer(Der.of(ca.certificate().getEncoded()))
            .build();

    Diagnosis diagnosis =
        diagnostician.withTrials(
            failure(Role.CLIENT, List.of(leaf), new CertificateException("no path")),
            List.of(trial));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INCOMPLETE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "partner.test sent CN=partner.test (serial "
                + leaf.getSerialNumber().toString(16)
                + ") without the certificate of its issuer CN=Issuing CA; with that one, from"
                + " http://aia.example.com/ca.cer, the chain is complete.");
    assertThat(diagnosis.evidence()).contains("-----BEGIN CERTIFICATE-----");
    assertThat(diagnosis.endpoints()).containsExactly(trial);
    assertThat(diagnosis.counterfactuals())
        .containsExactly(
            Counterfactual.of("CN=Issuing CA as it is at http://aia.example.com/ca.cer", true));
  }

  @Test
  void anIssuerThatNoAnchorVouchesForProvesNothing() throws Exception {
    Authority foreign =
        Authority.root("Foreign").intermediate(CertificateSpec.authority("Foreign CA"));
    X509Certificate leaf =
        foreign.issue(CertificateSpec.server("partner.test").caIssuers(ISSUER_URL));
    EndpointTrial trial =
        EndpointTrial.builder(LookupKind.CA_ISSUERS, URI.create(ISSUER_URL))
            .subject(leaf)
            .answer(Der.of(foreign.certificate().getEncoded()))
            .build();

    Diagnosis diagnosis =
        diagnostician.withTrials(
            failure(Role.CLIENT, List.of(leaf), new CertificateException("no path")),
            List.of(trial));

    assertThat(diagnosis.confidence()).isNotEqualTo(Confidence.PROVED);
    assertThat(diagnosis.endpoints()).containsExactly(trial);
  }

  @Test
  void theFirstDiagnosisLoadsNothingOfBouncyCastle() throws Exception {
    X509Certificate leaf = ca.issue(CertificateSpec.server("partner.test").crl(CRL_URL));
    HandshakeFailure failure =
        failure(
            Role.CLIENT,
            List.of(leaf, ca.certificate()),
            rejected(new ConnectException(), leaf, BasicReason.UNDETERMINED_REVOCATION_STATUS),
            refused(leaf));
    List<String> forbidden = new ArrayList<>();
    URL classes = Diagnostician.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader withoutLibrary =
        new URLClassLoader(new URL[] {classes}, DiagnosticianTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.bouncycastle.")) {
              forbidden.add(name);
              throw new ClassNotFoundException(name);
            }
            synchronized (getClassLoadingLock(name)) {
              if (name.startsWith("io.tlswhy.diagnosis.")
                  && findLoadedClass(name) == null
                  && getResource(name.replace('.', '/') + ".class") != null) {
                return findClass(name);
              }
            }
            return super.loadClass(name, resolve);
          }
        }) {
      Class<?> type = withoutLibrary.loadClass("io.tlswhy.diagnosis.Diagnostician");
      Object alone = type.getConstructor(JvmFacts.class).newInstance(JVM);
      BooleanSupplier unhurried = () -> true;
      Object diagnosis =
          type.getMethod("atOnce", HandshakeFailure.class, BooleanSupplier.class)
              .invoke(alone, failure, unhurried);

      assertThat(diagnosis.toString()).contains("REVOCATION_BLOCKED");
      assertThat(diagnosis.getClass().getClassLoader()).isSameAs(withoutLibrary);
    }
    assertThat(forbidden).isEmpty();
  }
}
