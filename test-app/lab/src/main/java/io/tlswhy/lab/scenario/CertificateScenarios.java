package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.Keys;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.UnreadableDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** A certificate of the partner's chain breaks a rule, or is for another name. */
final class CertificateScenarios {
  private CertificateScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "cert.weak-algorithm",
            "The partner's certificate is signed with MD5.",
            lab -> signedWithMd5(lab)),
        Scenario.of(
            "cert.weak-key",
            "The partner's intermediate has an RSA key of 512 bits.",
            lab -> authority(lab, spec -> spec.keys(Keys.rsa(512)))),
        Scenario.story(
            "cert.weak-key/policy",
            "A file of security properties forbids RSA keys below 3,072 bits, and the partner's has"
                + " 2,048.",
            "cert.weak-key",
            List.of("tlswhy[cert.weak-key]", "which -Djava.security.properties names"),
            CertificateScenarios::stricterThanJava),
        Scenario.of(
            "cert.not-a-ca",
            "The partner's issuer is no authority.",
            lab -> authority(lab, CertificateSpec::notAnAuthority)),
        Scenario.of(
            "cert.path-length",
            "An authority that may have none below it has one.",
            CertificateScenarios::tooDeep),
        Scenario.of(
            "cert.key-usage",
            "The partner's issuer may not sign certificates.",
            lab -> authority(lab, spec -> spec.keyUsage(KeyUsage.cRLSign))),
        Scenario.of(
            "cert.extended-key-usage",
            "The partner's certificate is for clients only.",
            lab -> leaf(lab, spec -> spec.purposes(KeyPurposeId.id_kp_clientAuth))),
        Scenario.of(
            "cert.name-constraints",
            "The partner's issuer may only issue for another domain.",
            lab -> authority(lab, spec -> spec.permitting("other.test"))),
        Scenario.of(
            "cert.critical-extension",
            "The partner's certificate has a critical extension that nobody knows.",
            lab -> leaf(lab, spec -> spec.criticalExtension("1.3.6.1.4.1.99999.1"))),
        Scenario.of(
            "cert.bad-signature",
            "The signature of the partner's certificate is wrong.",
            lab -> leaf(lab, CertificateSpec::tampered)),
        Scenario.of(
            "cert.policy",
            "The partner's issuer requires a certificate policy, and the partner's certificate"
                + " names none.",
            lab -> authority(lab, CertificateSpec::requiringPolicy)),
        Scenario.of(
            "cert.malformed",
            "The partner's certificate says its beginning in a way that no Java can read.",
            CertificateScenarios::malformed),
        Scenario.of(
            "name.mismatch",
            "The partner's certificate is for another host.",
            lab -> named(lab, CertificateSpec.server("www.partner.test"))),
        Scenario.of(
            "name.no-san",
            "The partner's certificate names its host only as common name, and it is another's.",
            lab -> named(lab, CertificateSpec.nameless("www.partner.test"))));
  }

  private static Scene leaf(Lab lab, UnaryOperator<CertificateSpec> change) throws IOException {
    return named(lab, change.apply(CertificateSpec.server(PartnerPki.HOST)));
  }

  private static Scene named(Lab lab, CertificateSpec spec) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    return pki.calling(pki.issuing("Partner Issuing CA X1").issue(spec));
  }

  private static Scene authority(Lab lab, UnaryOperator<CertificateSpec> change)
      throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing =
        pki.root().authority(change.apply(CertificateSpec.authority("Partner Issuing CA X1")));
    return pki.calling(issuing.issue(CertificateSpec.server(PartnerPki.HOST)));
  }

  private static Scene signedWithMd5(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing =
        pki.root()
            .authority(CertificateSpec.authority("Partner Issuing CA X1").keys(Keys.rsa(2048)));
    return pki.calling(
        issuing.issue(CertificateSpec.server(PartnerPki.HOST).signedWith("MD5withRSA")));
  }

  private static Scene stricterThanJava(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Path policy =
        Files.writeString(
            lab.file("policy.security"),
            "jdk.certpath.disabledAlgorithms=MD2, MD5, RSA keySize < 3072\n");
    CertificateSpec spec = CertificateSpec.server(PartnerPki.HOST).keys(Keys.rsa(2048));
    return pki.calling(pki.issuing("Partner Issuing CA X1").issue(spec))
        .jvm("-Djava.security.properties=" + policy)
        .agentTimeout("6s");
  }

  private static Scene malformed(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Identity partner =
        pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST));
    return pki.calling(
        new Identity(
            partner.key(),
            List.of(new UnreadableDate(partner.certificate()), partner.chain().get(1))));
  }

  private static Scene tooDeep(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa upper =
        pki.root().authority(CertificateSpec.authority("Partner Issuing CA X1").pathLength(0));
    LabCa lower = upper.authority(CertificateSpec.authority("Partner Issuing CA X1 East"));
    return pki.calling(lower.issue(CertificateSpec.server(PartnerPki.HOST)));
  }
}
