package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameRuleTest {
  private final Issued root = Issued.root("CN=Example Root").issue();

  private Diagnosis asked(String host, Issued.Spec leaf) {
    return Refused.chain(leaf.issue()).trusting(root).host(host).diagnosis();
  }

  private Issued.Spec leaf(GeneralName... names) {
    return Issued.server("replaced", root).without(Extension.subjectAlternativeName).names(names);
  }

  private static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }

  @Test
  void anotherName() {
    Diagnosis diagnosis = asked("shop.example", leaf(dns("a.example"), dns("b.example")));

    assertThat(diagnosis.cause()).isEqualTo(Cause.NAME_MISMATCH);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The name asked for is shop.example, but the certificate CN=replaced (serial a) is for"
                + " a.example, b.example.");
    assertThat(diagnosis.counterfactuals())
        .containsExactly(Counterfactual.of("the name not compared", true));
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Connect by a name that the certificate is for, or let the operator of shop.example"
                + " have shop.example added to its subjectAltNames.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b.shop.example | *.shop.example | the wildcard *.shop.example covers one level of names only",
        "shop.example | *.shop.example | the wildcard *.shop.example does not cover the domain itself",
        "www.shop.example | shop.example | without \"www.\" the name would match",
        "shop.example | www.shop.example | with \"www.\" before it the name would match",
        "shop.example. | shop.example | without the dot at the end the name would match",
        "shop | shop.example | the full name shop.example would match",
        "192.0.2.7 | shop.example | it names hosts only, and the connection was made to an address, so use the host name",
      })
  void nearMiss(String host, String inCertificate, String said) {
    assertThat(asked(host, leaf(dns(inCertificate))).summary())
        .isEqualTo(
            "The name asked for is "
                + host
                + ", but the certificate CN=replaced (serial a) is for "
                + inCertificate
                + "; "
                + said
                + ".");
  }

  @Test
  void onlyACommonName() {
    Diagnosis diagnosis =
        asked(
            "shop.example",
            Issued.server("other.example", root).without(Extension.subjectAlternativeName));

    assertThat(diagnosis.cause()).isEqualTo(Cause.NAME_NO_SAN);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=other.example (serial a) has no subjectAltName, only the common"
                + " name other.example, so it is not for shop.example.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Let the operator of shop.example have the certificate issued again with the"
                + " subjectAltName DNS:shop.example.");
  }

  @Test
  void subjectAltNameThatCannotBeRead() {
    Diagnosis diagnosis =
        asked(
            "shop.example",
            Issued.server("shop.example", root)
                .without(Extension.subjectAlternativeName)
                .addOctets(Extension.subjectAlternativeName, false, (byte) 's', (byte) 'h'));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_MALFORMED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=shop.example (serial a) is not encoded as the standard says: Java"
                + " cannot read its extension subjectAltName.");
    assertThat(diagnosis.fix())
        .isEqualTo("Ask whoever issued the certificate for one that is encoded correctly.");
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example, shop.example, true",
    "SHOP.example, shop.EXAMPLE, true",
    "*.example, shop.example, true",
    "*.example, a.shop.example, false",
    "s*p.example, shop.example, true",
    "s*x.example, shop.example, false",
    "*, example, false",
    "a.*.example, a.b.example, false",
    "*.example, .example, true",
    "sh*op.example, shop.example, true",
    "sho*hop.example, shop.example, false",
  })
  void wildcards(String pattern, String host, boolean covers) {
    assertThat(HostNames.covers(pattern, host)).isEqualTo(covers);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1, true",
    "[2001:db8::1], 2001:db8::1, true",
    "::1, 0:0:0:0:0:0:0:1, true",
    "2001:db8::1, 2001:db8::2, false",
    "1:2:3:4:5:6:7:8:9, 1:2:3:4:5:6:7:8:9, false",
    "300.1.1.1, 300.1.1.1, false",
  })
  void addresses(String one, String other, boolean same) {
    assertThat(HostNames.sameAddress(one, other)).isEqualTo(same);
  }
}
