package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Role;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** A chain signed with what no provider of this JVM has is not said to be forged. */
class MissingSignatureTest {
  private static final String UNKNOWN_HERE = "GOST3411-2012-256WITHECGOST3410-2012-256";
  private static final String OID = "1.2.643.7.1.1.3.2";
  private static final Provider OTHER = new BouncyCastleProvider();

  @Test
  void algorithmThatNoProviderHas() throws Exception {
    KeyPair root = curve("secp256r1", "EC");
    KeyPair authority = curve("Tc26-Gost-3410-12-256-paramSetA", "ECGOST3410-2012");
    KeyPair leaf = curve("secp256r1", "EC");
    X509Certificate anchor =
        certificate("Root", root, "Root", root.getPrivate(), "SHA256withECDSA", true);
    X509Certificate issuing =
        certificate("Issuing", authority, "Root", root.getPrivate(), "SHA256withECDSA", true);
    X509Certificate own =
        certificate("partner", leaf, "Issuing", authority.getPrivate(), UNKNOWN_HERE, false);

    Diagnosis diagnosis = Refused.chain(own, issuing).trusting(anchor).diagnosis();

    assertThat(diagnosis.summary())
        .isEqualTo(
            "This JVM cannot verify the signature of CN=partner (serial 7), since none of its security"
                + " providers has the algorithm "
                + OID
                + ".");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Install a security provider for this JVM that has the algorithm "
                + OID
                + " (restart needed), or ask the operator of partner.example for a certificate whose"
                + " chain is signed with RSA or ECDSA.");
    assertThat(diagnosis.cause()).isEqualTo(Cause.JVM_CONFIG);
  }

  @Test
  void algorithmThatALaterReleaseHas() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", OTHER);
    KeyPair authority = generator.generateKeyPair();
    X509Certificate own =
        certificate(
            "partner",
            curve("secp256r1", "EC"),
            "Issuing",
            authority.getPrivate(),
            "Ed25519",
            false);
    Examination onJava11 =
        Examination.of(
            CertificationPath.of(List.of(own), Optional.empty(), List.of()),
            Examined.of(own).validation(),
            JvmFacts.of(11, "11.0.27", "", "", -1, Map.of(), Map.of(), Map.of()),
            Role.CLIENT,
            "partner.example",
            Issued.NOW);

    Fault fault = MissingSignature.fault(onJava11, 0);

    assertThat(fault.summary())
        .isEqualTo(
            "This JVM cannot verify the signature of CN=partner (serial 7), since none of its security"
                + " providers has Ed25519, which came with Java 15 (this is 11.0.27).");
    assertThat(fault.fix())
        .isEqualTo(
            "Run on Java 15 or later (restart needed), or ask the operator of partner.example for a"
                + " certificate whose chain is signed with RSA or ECDSA.");
  }

  private static KeyPair curve(String name, String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, OTHER);
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(
      String subject,
      KeyPair keys,
      String issuer,
      PrivateKey issuerKey,
      String algorithm,
      boolean authority)
      throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.valueOf(7),
            Date.from(Issued.NOW.minus(Duration.ofDays(9))),
            Date.from(Issued.NOW.plus(Duration.ofDays(9))),
            new X500Name("CN=" + subject),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder(algorithm).setProvider(OTHER).build(issuerKey)));
  }
}
