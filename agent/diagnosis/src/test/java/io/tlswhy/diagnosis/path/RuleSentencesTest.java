package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/** What is said of a certificate that breaks a rule, and what to do about it, word for word. */
class RuleSentencesTest {
  private static final Map<String, String> DISABLED =
      Map.of(
          "jdk.certpath.disabledAlgorithms",
          "MD5, DSA keySize < 2048, RSA keySize < 3072, EC keySize <= 256");

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued ca = Issued.authority("CN=Example CA", root).serial(0x0c).issue();
  private final Issued leaf = Issued.server("partner.example", ca).issue();
  private final Examination examination = Examined.of(leaf, ca).by(root).now();

  private static void assertFault(Fault fault, Cause cause, String summary, String fix) {
    assertThat(fault.summary()).isEqualTo(summary);
    assertThat(fault.fix()).isEqualTo(fix);
    assertThat(fault.cause()).isEqualTo(cause);
  }

  private static DisabledAlgorithm entry(int index) {
    return DisabledAlgorithm.of(DISABLED, "jdk.certpath.disabledAlgorithms").get(index);
  }

  @Test
  void authorities() {
    assertFault(
        RuleSentences.notACa(examination, 1, Fault.Enforcer.VALIDATOR),
        Cause.CERT_NOT_A_CA,
        "The CA certificate CN=Example CA (serial c) is not a certification authority"
            + " (basicConstraints), but CN=partner.example (serial a) is issued by it.",
        "Ask whoever issued CN=partner.example (serial a) for one that is issued by a certification"
            + " authority.");
    assertFault(
        RuleSentences.mayNotSignCertificates(examination, 1, Fault.Enforcer.VALIDATOR),
        Cause.CERT_KEY_USAGE,
        "The CA certificate CN=Example CA (serial c) may not sign certificates (its key usage lacks"
            + " keyCertSign), but CN=partner.example (serial a) is issued by it.",
        "Ask whoever issued CN=partner.example (serial a) for a CA certificate with the key usage"
            + " keyCertSign.");
    assertThat(RuleSentences.notACa(examination, 2, Fault.Enforcer.VALIDATOR).summary())
        .isEqualTo(
            "The trust anchor CN=Example Root is not a certification authority (basicConstraints),"
                + " but CN=Example CA (serial c) is issued by it.");
  }

  private Fault tooLong(int limit) {
    Issued limiting =
        Issued.authority("CN=Limited CA", root)
            .without(Extension.basicConstraints)
            .add(Extension.basicConstraints, true, new BasicConstraints(limit))
            .issue();
    return RuleSentences.pathTooLong(Examined.of(leaf, ca, limiting).by(root).now(), 1, 2);
  }

  @Test
  void moreAuthoritiesThanAllowed() {
    String fix =
        "Ask the certification authority CN=Limited CA for a path that keeps to its own limit.";
    String tooMany = "The CA certificate CN=Example CA (serial c) is one CA certificate too many: ";

    assertFault(
        tooLong(0),
        Cause.CERT_PATH_LENGTH,
        tooMany + "CN=Limited CA allows no CA certificate below it (path length constraint).",
        fix);
    assertFault(
        tooLong(1),
        Cause.CERT_PATH_LENGTH,
        tooMany + "CN=Limited CA allows 1 CA certificate below it (path length constraint).",
        fix);
    assertFault(
        tooLong(2),
        Cause.CERT_PATH_LENGTH,
        tooMany + "CN=Limited CA allows 2 CA certificates below it (path length constraint).",
        fix);
  }

  @Test
  void uses() {
    assertFault(
        RuleSentences.mayNotDo(examination, "digitalSignature"),
        Cause.CERT_KEY_USAGE,
        "The certificate CN=partner.example (serial a) of partner.example may not be used in this"
            + " TLS handshake: its key usage lacks digitalSignature.",
        "Let the operator of partner.example have the certificate issued again with the key usage"
            + " digitalSignature.");
    assertFault(
        RuleSentences.wrongUse(examination, List.of("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.3")),
        Cause.CERT_EXTENDED_KEY_USAGE,
        "The certificate CN=partner.example (serial a) of partner.example is not meant for a TLS"
            + " server: its extended key usage is clientAuth, codeSigning and lacks serverAuth.",
        "Let the operator of partner.example have the certificate issued again with the extended key"
            + " usage serverAuth.");
    assertFault(
        RuleSentences.wrongUse(Examined.of(leaf, ca).by(root).ofClient().now(), List.of()),
        Cause.CERT_EXTENDED_KEY_USAGE,
        "The certificate CN=partner.example (serial a) of partner.example is not meant for a TLS"
            + " client: its extended key usage lacks clientAuth.",
        "Let the operator of partner.example have the certificate issued again with the extended key"
            + " usage clientAuth.");
  }

  @Test
  void extensionsAndNames() throws Exception {
    byte[] constraints =
        new NameConstraints(
                new GeneralSubtree[] {
                  new GeneralSubtree(new GeneralName(GeneralName.dNSName, "inside.example"))
                },
                new GeneralSubtree[] {
                  new GeneralSubtree(new GeneralName(GeneralName.registeredID, "1.2.3"))
                })
            .getEncoded();

    assertFault(
        RuleSentences.unknownCriticalExtension(examination, 0, List.of("1.2.3.4")),
        Cause.CERT_CRITICAL_EXTENSION,
        "The certificate CN=partner.example (serial a) has the critical extension 1.2.3.4, which Java"
            + " does not know and so must refuse.",
        "Ask whoever issued CN=partner.example for a certificate without that extension, or with it"
            + " marked as not critical.");
    assertFault(
        RuleSentences.unknownCriticalExtension(examination, 0, List.of("1.2.3.4", "1.2.3.5")),
        Cause.CERT_CRITICAL_EXTENSION,
        "The certificate CN=partner.example (serial a) has the critical extensions 1.2.3.4, 1.2.3.5,"
            + " which Java does not know and so must refuse.",
        "Ask whoever issued CN=partner.example for a certificate without those extensions, or with"
            + " them marked as not critical.");
    assertFault(
        RuleSentences.nameOutside(examination, 0, 1, constraints),
        Cause.CERT_NAME_CONSTRAINTS,
        "The certificate CN=partner.example (serial a) is for partner.example, but the CA CN=Example"
            + " CA may issue only within its name constraints (permitted DNS:inside.example, excluded"
            + " a name of another type).",
        "Ask the certification authority for a certificate from a CA that may issue for these"
            + " names.");
  }

  @Test
  void weakAlgorithms() {
    assertFault(
        RuleSentences.weakSignature(examination, 0, entry(0), Fault.Enforcer.VALIDATOR),
        Cause.CERT_WEAK_ALGORITHM,
        "The certificate CN=partner.example (serial a) is signed with SHA256withECDSA, which the"
            + " entry \"MD5\" of jdk.certpath.disabledAlgorithms disables.",
        "Let the certificate be issued again with a SHA-256 signature.");
    assertFault(
        RuleSentences.weakKey(examination, 0, "DSA", 1024, entry(1), Fault.Enforcer.VALIDATOR),
        Cause.CERT_WEAK_KEY,
        "The certificate CN=partner.example (serial a) has a DSA key of 1024 bits, which the entry"
            + " \"DSA keySize < 2048\" of jdk.certpath.disabledAlgorithms disables.",
        "Let the certificate be issued again for a key of a size that is accepted here (RSA 2048, EC"
            + " 256 bits).");
    assertThat(
            RuleSentences.weakKey(examination, 1, "RSA", 512, entry(1), Fault.Enforcer.VALIDATOR)
                .summary())
        .isEqualTo(
            "The CA certificate CN=Example CA (serial c) has an RSA key of 512 bits, which the entry"
                + " \"DSA keySize < 2048\" of jdk.certpath.disabledAlgorithms disables.");
  }

  @Test
  void sizesThatTheEntryLeaves() {
    assertThat(
            RuleSentences.weakKey(examination, 0, "RSA", 2048, entry(2), Fault.Enforcer.VALIDATOR)
                .fix())
        .isEqualTo(
            "Let the certificate be issued again for a key of a size that is accepted here (RSA 3072,"
                + " EC 256 bits).");
    assertThat(
            RuleSentences.weakKey(examination, 0, "EC", 256, entry(3), Fault.Enforcer.VALIDATOR)
                .fix())
        .isEqualTo(
            "Let the certificate be issued again for a key of a size that is accepted here (RSA 2048,"
                + " EC 257 bits).");
  }

  @Test
  void whatThisSideDoesNotAccept() {
    String fix =
        "Let the certificate be issued again with an RSA key of 2048 bits or an EC key of 256 bits"
            + " and a SHA-256 signature.";

    assertFault(
        RuleSentences.constrained(
            Examined.of(leaf, ca).by(root).signatures("SHA256withRSA").now(), 0),
        Cause.CERT_WEAK_ALGORITHM,
        "The certificate CN=partner.example (serial a) is signed with SHA256withECDSA, which this"
            + " side does not accept in TLS.",
        fix);
    assertFault(
        RuleSentences.constrained(examination, 0),
        Cause.CERT_WEAK_KEY,
        "The certificate CN=partner.example (serial a) has an EC key that this side does not accept"
            + " in TLS.",
        fix);
  }

  @Test
  void policies() {
    String fix =
        "Ask the certification authority for a certificate under the required policy, or have the"
            + " accepted policies of this application corrected.";

    assertFault(
        RuleSentences.policy(examination, 0),
        Cause.CERT_POLICY,
        "The certificate CN=partner.example (serial a) is not under a certificate policy that holds"
            + " on the whole path, and a CA above it or this application's settings require one.",
        fix);
    assertFault(
        RuleSentences.policy(Examined.of(leaf, ca).by(root).accepting("1.2.3", "1.2.4").now(), 0),
        Cause.CERT_POLICY,
        "The certificate CN=partner.example (serial a) is not under a certificate policy that holds"
            + " on the whole path, and this application accepts only 1.2.3, 1.2.4.",
        fix);
  }

  @Test
  void whatOnlyTheJdkSays() {
    assertFault(
        RuleSentences.stated(examination, Cause.CERT_MALFORMED, 0, "subject is missing"),
        Cause.CERT_MALFORMED,
        "The certificate CN=partner.example (serial a) breaks a rule: subject is missing.",
        "Show this sentence to whoever issued the certificate.");
  }
}
