package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Detour;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.Validation;
import java.security.cert.TrustAnchor;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/** What is said of chains that lead to nothing that is trusted here, word for word. */
class TrustSentencesTest {
  private static final String PEER = "partner.example";
  private static final String STORE =
      "the trust store /etc/app/trust.p12 that the application chose";
  private static final Detour DETOUR = Detour.of("proxy.corp:3128", "192.0.2.1 port 443", true);

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued ca = Issued.authority("CN=Example CA", root).serial(0x0c).issue();
  private final Issued leaf = Issued.server(PEER, ca).issue();
  private final String fingerprint = Words.fingerprint(root.certificate());
  private final Validation validation =
      Examined.of(leaf, ca)
          .origin(
              TrustStoreOrigin.builder(TrustStoreOrigin.Source.APPLICATION)
                  .path("/etc/app/trust.p12")
                  .build())
          .validation();

  private static void assertTold(Diagnosis.Builder told, Cause cause, String summary, String fix) {
    Diagnosis diagnosis = told.build();
    assertThat(diagnosis.summary()).isEqualTo(summary);
    assertThat(diagnosis.fix()).isEqualTo(fix);
    assertThat(diagnosis.cause()).isEqualTo(cause);
  }

  @Test
  void malformed() {
    String fix = "Ask whoever issued the certificate for one that is encoded correctly.";

    assertTold(
        TrustSentences.malformed(PEER, 1),
        Cause.CERT_MALFORMED,
        "Java cannot read 1 certificate that partner.example sent: the encoding is not what the"
            + " standard says.",
        fix);
    assertTold(
        TrustSentences.malformed(PEER, 2),
        Cause.CERT_MALFORMED,
        "Java cannot read 2 certificates that partner.example sent: the encoding is not what the"
            + " standard says.",
        fix);
  }

  @Test
  void selfSigned() {
    assertTold(
        TrustSentences.selfSigned(PathDiagnosis.NAMELESS, validation, root.certificate()),
        Cause.CHAIN_SELF_SIGNED,
        "The peer sent the self-signed certificate CN=Example Root (serial a), which "
            + STORE
            + " does not hold.",
        "Ask the operator of the peer for the certificate by a way other than this connection; if"
            + " its SHA-256 fingerprint is "
            + fingerprint
            + ", add it to the trust store, otherwise somebody is in between.");
  }

  private static PublicRoot publicRoot(String releases) {
    return PublicRoot.of("0A1B", "", releases, "Public Root X1", "", "", "");
  }

  @Test
  void outdated() {
    String fix =
        "Update this Java or its trust store, or add the root Public Root X1, SHA-256 0A:1B, as its"
            + " certification authority publishes it.";

    assertTold(
        TrustSentences.outdated(
            PEER, validation, ca.certificate(), publicRoot("8u141, 7u151 and 9")),
        Cause.TRUSTSTORE_OUTDATED,
        "The chain of partner.example leads by CN=Example CA to the public root Public Root X1, which"
            + " Java ships since 8u141, 7u151 and 9; "
            + STORE
            + " lacks it.",
        fix);
    assertTold(
        TrustSentences.outdated(PEER, validation, ca.certificate(), publicRoot("")),
        Cause.TRUSTSTORE_OUTDATED,
        "The chain of partner.example leads by CN=Example CA to the public root Public Root X1; "
            + STORE
            + " lacks it.",
        fix);
  }

  @Test
  void sameNameOtherKey() {
    String said =
        "The chain of partner.example leads to a CA named CN=Example Root, but "
            + STORE
            + " holds one of the same name with another key.";
    String fix =
        "Ask whoever runs CN=Example Root whether its key was changed, and for the root that issued"
            + " CN=Example CA (serial c); the one trusted here has the SHA-256 fingerprint ";

    assertTold(
        TrustSentences.sameNameOtherKey(
            PEER, validation, ca.certificate(), new TrustAnchor(root.certificate(), null)),
        Cause.CHAIN_UNTRUSTED_ROOT,
        said,
        fix + fingerprint + ".");
    assertTold(
        TrustSentences.sameNameOtherKey(
            PEER,
            validation,
            ca.certificate(),
            new TrustAnchor("CN=Example Root", root.certificate().getPublicKey(), null)),
        Cause.CHAIN_UNTRUSTED_ROOT,
        said,
        fix + "unknown.");
  }

  @Test
  void untrustedRoots() {
    assertTold(
        TrustSentences.untrustedRootSent(PEER, validation, root.certificate()),
        Cause.CHAIN_UNTRUSTED_ROOT,
        "The chain of partner.example is complete and ends in the root CN=Example Root (serial a),"
            + " which "
            + STORE
            + " does not hold.",
        "Ask whoever runs this certification authority for its root certificate by a way other than"
            + " this connection; if its SHA-256 fingerprint is "
            + fingerprint
            + ", add it to the trust store, otherwise somebody is in between.");
    assertTold(
        MissingIssuerSentences.root(PEER, validation, ca.certificate()),
        Cause.CHAIN_UNTRUSTED_ROOT,
        "The chain of partner.example ends at CN=Example CA (serial c), issued by CN=Example Root,"
            + " which "
            + STORE
            + " does not hold.",
        "Ask whoever runs CN=Example Root for its root certificate and its SHA-256 fingerprint,"
            + " compare them, and add it to the trust store.");
  }

  @Test
  void rootThatAnotherStoreHolds() {
    Diagnosis guessed = MissingIssuerSentences.root(PEER, validation, ca.certificate()).build();
    Diagnosis.Builder told =
        TrustSentences.rootElsewhere(
            guessed,
            PEER,
            validation,
            StoreFile.read(
                StoreFile.Use.PLATFORM,
                "/etc/ssl/certs/java/cacerts",
                Issued.NOW,
                List.of(root.certificate())),
            root.certificate());

    assertTold(
        told,
        Cause.CHAIN_UNTRUSTED_ROOT,
        "The chain of partner.example leads to the root CN=Example Root (serial a), which"
            + " /etc/ssl/certs/java/cacerts of this machine holds, but "
            + STORE
            + " does not.",
        "If whoever runs this machine put CN=Example Root into /etc/ssl/certs/java/cacerts on"
            + " purpose, add it from there to the trust store that this JVM uses; its SHA-256"
            + " fingerprint is "
            + fingerprint
            + ".");
    assertThat(told.build().evidence())
        .containsExactly(
            "/etc/ssl/certs/java/cacerts on this machine holds the root CN=Example Root (serial a),"
                + " SHA-256 "
                + fingerprint
                + "; "
                + STORE
                + " does not.");
  }

  @Test
  void incomplete() {
    Issued pointing =
        Issued.server(PEER, ca)
            .add(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(
                    AccessDescription.id_ad_caIssuers,
                    new GeneralName(
                        GeneralName.uniformResourceIdentifier, "http://ca.example/ca.cer")))
            .issue();
    String said =
        "partner.example sent CN=partner.example (serial a) without the certificate of its issuer"
            + " CN=Example CA";
    String fix =
        "Let the operator of partner.example send the intermediate certificate CN=Example CA";

    assertTold(
        MissingIssuerSentences.intermediate(PEER, leaf.certificate()),
        Cause.CHAIN_INCOMPLETE,
        said + ", so no path leads to a trusted root.",
        fix + " with its own (the full chain file).");
    assertTold(
        MissingIssuerSentences.intermediate(PEER, pointing.certificate()),
        Cause.CHAIN_INCOMPLETE,
        said + ", so no path leads to a trusted root.",
        fix + " with its own (the full chain file); it is at http://ca.example/ca.cer.");
    assertTold(
        TrustSentences.incompleteButAt(
            PEER, leaf.certificate(), ca.certificate(), "http://ca.example/ca.cer"),
        Cause.CHAIN_INCOMPLETE,
        said + "; with that one, from http://ca.example/ca.cer, the chain is complete.",
        fix
            + ", SHA-256 "
            + Words.fingerprint(ca.certificate())
            + ", with its own (the full chain file).");
  }

  @Test
  void intercepted() {
    assertTold(
        InterceptionSentences.byProduct(PEER, leaf.certificate(), "Zscaler"),
        Cause.CHAIN_INTERCEPTED,
        "The certificate that came for partner.example was made on the way by Zscaler, which"
            + " inspects TLS: it is issued by CN=Example CA.",
        "Ask whoever runs the inspection to exempt partner.example, or to hand out its root"
            + " certificate and fingerprint for this trust store.");
    assertTold(
        InterceptionSentences.reSigned(
            PEER,
            leaf.certificate(),
            LastGoodChain.of(
                Instant.parse("2026-11-19T08:00:00Z"),
                "192.0.2.1",
                "CN=partner.example",
                "CN=Former CA",
                "b",
                Instant.parse("2027-06-01T00:00:00Z"),
                List.of(),
                2)),
        Cause.CHAIN_INTERCEPTED,
        "The certificate that came for partner.example was most likely made on the way, by something"
            + " that inspects TLS: it is issued by CN=Example CA, which is not trusted here, and"
            + " names no place to ask for revocation, while the last one that was accepted, on"
            + " 2026-11-19 08:00:00 UTC, has another key, is issued by CN=Former CA and is valid"
            + " until 2027-06-01 00:00:00 UTC.",
        "Ask the network team whether TLS to partner.example is inspected, and to exempt it or to"
            + " hand out the root certificate of CN=Example CA and its fingerprint for this trust"
            + " store.");
  }

  @Test
  void interceptedByAProxy() {
    String fix =
        "Ask whoever runs the proxy proxy.corp:3128 to exempt partner.example, or to hand out the"
            + " root certificate of CN=Example CA and its fingerprint for this trust store.";
    String asked =
        "made on the way: it is issued by CN=Example CA, while asked directly at 192.0.2.1 port 443"
            + " partner.example shows one with another key, issued by CN=Example Root";

    assertTold(
        InterceptionSentences.byProxy(PEER, leaf.certificate(), ca.certificate(), DETOUR, true),
        Cause.CHAIN_INTERCEPTED,
        "The certificate that came for partner.example through the proxy proxy.corp:3128 was "
            + asked
            + ", which is trusted here.",
        fix);
    assertTold(
        InterceptionSentences.byProxy(PEER, leaf.certificate(), ca.certificate(), DETOUR, false),
        Cause.CHAIN_INTERCEPTED,
        "The certificate that came for partner.example through the proxy proxy.corp:3128 was most"
            + " likely "
            + asked
            + ", which is not trusted here either.",
        fix);
  }

  @Test
  void whatThePeerShowsPastTheProxy() {
    HelloAnswer silent = HelloAnswer.builder(HelloChange.NONE, HelloAnswer.Result.SILENT).build();
    HelloAnswer skipped =
        HelloAnswer.builder(HelloChange.NONE, HelloAnswer.Result.SKIPPED)
            .detail("its name does not resolve here")
            .build();

    assertThat(InterceptionSentences.sameDirectly(PEER, DETOUR))
        .isEqualTo(
            "The proxy proxy.corp:3128 did not make this certificate: asked directly at 192.0.2.1"
                + " port 443, partner.example shows the same.");
    assertThat(InterceptionSentences.otherDirectly(PEER, DETOUR, leaf.certificate()))
        .isEqualTo(
            "Asked directly at 192.0.2.1 port 443, past the proxy proxy.corp:3128, partner.example"
                + " shows another certificate, issued by CN=Example CA, which does not tell whether"
                + " the proxy made the one that came.");
    assertThat(InterceptionSentences.noDirectAnswer(PEER, DETOUR, silent))
        .isEqualTo(
            "Asked directly at 192.0.2.1 port 443, past the proxy proxy.corp:3128, partner.example"
                + " showed no certificate.");
    assertThat(
            InterceptionSentences.noDirectAnswer(
                PEER, Detour.of("proxy.corp:3128", "", false), skipped))
        .isEqualTo(
            "partner.example was not asked past the proxy proxy.corp:3128: its name does not resolve"
                + " here.");
  }

  @Test
  void whatElseItMayBe() {
    assertThat(InterceptionSentences.elsewhereFromProxy(Cause.CHAIN_UNTRUSTED_ROOT, PEER, DETOUR))
        .isEqualTo(
            Alternative.of(
                Cause.CHAIN_UNTRUSTED_ROOT,
                Confidence.POSSIBLE,
                "The name or port that the proxy proxy.corp:3128 was asked for may lead it to another"
                    + " server than 192.0.2.1 port 443.",
                "Compare the addresses that partner.example has here and on the proxy's machine."));
    assertThat(InterceptionSentences.movedToOtherAuthority(leaf.certificate()))
        .isEqualTo(
            Alternative.of(
                Cause.CHAIN_UNTRUSTED_ROOT,
                Confidence.POSSIBLE,
                "The peer may have moved to the authority CN=Example CA on purpose.",
                "Ask the peer's operator for the fingerprint of its certificate, which is now "
                    + Words.fingerprint(leaf.certificate())
                    + "."));
    assertThat(InterceptionSentences.since(leaf.certificate(), "CN=Former CA"))
        .isEqualTo(
            Alternative.of(
                Cause.CHAIN_INTERCEPTED,
                Confidence.POSSIBLE,
                "The certificate is issued by CN=Example CA; the last one that was accepted here was"
                    + " issued by CN=Former CA.",
                "Compare it with what another network sees: openssl s_client -connect HOST:PORT"
                    + " -showcerts"));
  }
}
