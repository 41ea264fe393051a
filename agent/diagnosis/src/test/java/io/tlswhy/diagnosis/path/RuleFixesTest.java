package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What to do about a certificate that breaks a rule, word for word. */
class RuleFixesTest {
  private static final String HOST = "partner.example";

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued ca = Issued.authority("CN=Example CA", root).serial(0x0c).issue();
  private final Issued leaf = Issued.server(HOST, ca).issue();
  private final Examination examination = examination();

  private Examination examination() {
    HandshakeFailure failure = Refused.chain(leaf, ca).trusting(root).host("other.test").failure();
    Validation validation = failure.validation().orElseThrow();
    CertificationPath path =
        CertificationPath.of(
            Arrays.asList(leaf.certificate(), ca.certificate()),
            Optional.of(validation.trust().anchors().iterator().next()),
            Collections.emptyList());
    return Examination.of(path, validation, Refused.facts(), Role.CLIENT, HOST, failure.at());
  }

  @Test
  void authorities() {
    assertThat(RuleSentences.notACa(examination, 1, Fault.Enforcer.VALIDATOR).fix())
        .isEqualTo(
            "Ask whoever issued "
                + Words.certificate(leaf.certificate())
                + " for one that is issued by a certification authority.");
    assertThat(RuleSentences.mayNotSignCertificates(examination, 1, Fault.Enforcer.VALIDATOR).fix())
        .isEqualTo(
            "Ask whoever issued "
                + Words.certificate(leaf.certificate())
                + " for a CA certificate with the key usage keyCertSign.");
    assertThat(RuleSentences.pathTooLong(examination, 1, 1).fix())
        .isEqualTo(
            "Ask the certification authority CN=Example CA for a path that keeps to its own limit.");
  }

  @Test
  void uses() {
    assertThat(RuleSentences.mayNotDo(examination, "digitalSignature").fix())
        .isEqualTo(
            "Let the operator of partner.example have the certificate issued again with the key usage"
                + " digitalSignature.");
    assertThat(RuleSentences.wrongUse(examination, List.of("1.3.6.1.5.5.7.3.2")).fix())
        .isEqualTo(
            "Let the operator of partner.example have the certificate issued again with the extended"
                + " key usage serverAuth.");
  }

  @Test
  void extensionsAndPolicies() {
    assertThat(RuleSentences.unknownCriticalExtension(examination, 0, List.of("1.2.3.4")).fix())
        .isEqualTo(
            "Ask whoever issued CN=partner.example for a certificate without that extension, or with"
                + " it marked as not critical.");
    assertThat(RuleSentences.policy(examination, 0).fix())
        .isEqualTo(
            "Ask the certification authority for a certificate under the required policy, or have the"
                + " accepted policies of this application corrected.");
  }

  @Test
  void datesAndSignatures() {
    assertThat(ChainSentences.notYetValid(examination, 0).fix())
        .isEqualTo(
            "Compare this machine's clock with a time server; if it is right, partner.example must use"
                + " its earlier certificate until then.");
    assertThat(ChainSentences.badSignature(examination, 0).fix())
        .isEqualTo(
            "Let the operator of partner.example send the certificates as its certification authority"
                + " issued them, with the issuer's certificate that belongs to them.");
    assertThat(ChainSentences.blocked(examination, 0).fix())
        .isEqualTo(
            "Let the operator of partner.example get its certificate from another certification"
                + " authority.");
  }
}
