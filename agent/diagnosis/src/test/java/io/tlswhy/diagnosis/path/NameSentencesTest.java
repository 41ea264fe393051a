package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/** What is said of the name that a certificate is for, or is not, word for word. */
class NameSentencesTest {
  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued leaf = Issued.server("shop.example", root).issue();
  private final Issued nameless =
      Issued.server("shop.example", root).without(Extension.subjectAlternativeName).issue();

  private static Fault mismatch(Issued certificate, String wanted, String... nearMiss) {
    return NameSentences.nameMismatch(
        Examined.of(certificate).now(),
        CertificateNames.of(certificate.certificate()),
        wanted,
        Optional.of(nearMiss).filter(some -> some.length > 0).map(some -> some[0]));
  }

  private String nearly(String nearMiss) {
    return mismatch(leaf, "asked.example", nearMiss).summary();
  }

  private static String butNear(String clause) {
    return "The name asked for is asked.example, but the certificate CN=shop.example (serial a) is"
        + " for shop.example; "
        + clause
        + ".";
  }

  @Test
  void anotherName() {
    Fault fault = mismatch(leaf, "asked.example");

    assertThat(fault.cause()).isEqualTo(Cause.NAME_MISMATCH);
    assertThat(fault.summary())
        .isEqualTo(
            "The name asked for is asked.example, but the certificate CN=shop.example (serial a) is"
                + " for shop.example.");
    assertThat(fault.fix())
        .isEqualTo(
            "Connect by a name that the certificate is for, or let the operator of partner.example"
                + " have asked.example added to its subjectAltNames.");
  }

  @Test
  void noneAndManyNames() {
    Issued many =
        Issued.server("a0.example", root)
            .without(Extension.subjectAlternativeName)
            .names(
                IntStream.range(0, 9)
                    .mapToObj(i -> new GeneralName(GeneralName.dNSName, "a" + i + ".example"))
                    .toArray(GeneralName[]::new))
            .issue();

    assertThat(mismatch(nameless, "asked.example").summary())
        .isEqualTo(
            "The name asked for is asked.example, but the certificate CN=shop.example (serial a) is"
                + " for no host name.");
    assertThat(mismatch(many, "2001:db8::7").summary())
        .isEqualTo(
            "The name asked for is 2001:db8::7, but the certificate CN=a0.example (serial a) is for"
                + " a0.example, a1.example, a2.example, a3.example, a4.example and 4 more.");
  }

  @Test
  void nearMisses() {
    assertThat(nearly(NameSentences.NEAR_ADDRESS))
        .isEqualTo(
            butNear(
                "it names hosts only, and the connection was made to an address, so use the host"
                    + " name"));
    assertThat(nearly(NameSentences.NEAR_TRAILING_DOT))
        .isEqualTo(butNear("without the dot at the end the name would match"));
    assertThat(nearly(NameSentences.NEAR_WITHOUT_WWW))
        .isEqualTo(butNear("without \"www.\" the name would match"));
    assertThat(nearly(NameSentences.NEAR_WITH_WWW))
        .isEqualTo(butNear("with \"www.\" before it the name would match"));
    assertThat(nearly(NameSentences.nearBareDomain("*.shop.example")))
        .isEqualTo(butNear("the wildcard *.shop.example does not cover the domain itself"));
    assertThat(nearly(NameSentences.nearDepth("*.shop.example")))
        .isEqualTo(butNear("the wildcard *.shop.example covers one level of names only"));
    assertThat(nearly(NameSentences.nearShortName("shop.example")))
        .isEqualTo(butNear("the full name shop.example would match"));
  }

  private Fault without(Issued certificate, String wanted) {
    return NameSentences.noAlternativeNames(
        Examined.of(certificate).now(), CertificateNames.of(certificate.certificate()), wanted);
  }

  @Test
  void noAlternativeNames() {
    Issued unnamed = Issued.authority("O=Shop", root).issue();

    assertThat(without(nameless, "asked.example").summary())
        .isEqualTo(
            "The certificate CN=shop.example (serial a) has no subjectAltName, only the common name"
                + " shop.example, so it is not for asked.example.");
    assertThat(without(nameless, "asked.example").fix())
        .isEqualTo(
            "Let the operator of partner.example have the certificate issued again with the"
                + " subjectAltName DNS:asked.example.");
    assertThat(without(unnamed, "192.0.2.7").summary())
        .isEqualTo(
            "The certificate O=Shop (serial a) has no subjectAltName, so it is not for 192.0.2.7.");
    assertThat(without(unnamed, "192.0.2.7").fix())
        .isEqualTo(
            "Let the operator of partner.example have the certificate issued again with the"
                + " subjectAltName IP:192.0.2.7.");
  }

  @Test
  void anExtensionThatCannotBeRead() {
    Fault fault = NameSentences.malformedExtension(Examined.of(leaf).now(), "subjectAltName");

    assertThat(fault.cause()).isEqualTo(Cause.CERT_MALFORMED);
    assertThat(fault.summary())
        .isEqualTo(
            "The certificate CN=shop.example (serial a) is not encoded as the standard says: Java"
                + " cannot read its extension subjectAltName.");
    assertThat(fault.fix())
        .isEqualTo("Ask whoever issued the certificate for one that is encoded correctly.");
  }

  @Test
  void whatIsNotTheMatter() {
    assertThat(NameSentences.nameFits(Examined.of(leaf).now()))
        .isEqualTo("The name is not the matter: the certificate is for partner.example.");
  }
}
