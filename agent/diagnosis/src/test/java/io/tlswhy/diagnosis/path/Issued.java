package io.tlswhy.diagnosis.path;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with its key, as a test wants it. */
final class Issued {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private static final KeyPair SHARED_KEY = key("EC", 256);

  private final KeyPair keys;
  private final X509Certificate certificate;

  private Issued(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** The same certificate with a signature that was tampered with. */
  X509Certificate tampered() {
    try {
      byte[] octets = certificate.getEncoded();
      octets[octets.length - 1] ^= 1;
      return (X509Certificate)
          java.security.cert.CertificateFactory.getInstance("X.509")
              .generateCertificate(new java.io.ByteArrayInputStream(octets));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A CRL of this certificate's holder. */
  X509CRL crl(Instant from, Instant until, X509Certificate... revoked) {
    return crl(this, from, until, revoked);
  }

  /** A CRL in this name that another key signs. */
  X509CRL crlSignedBy(Issued signer, X509Certificate... revoked) {
    return crl(signer, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(6)), revoked);
  }

  private X509CRL crl(Issued signer, Instant from, Instant until, X509Certificate... revoked) {
    try {
      X509v2CRLBuilder builder =
          new X509v2CRLBuilder(
              X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
              Date.from(from));
      builder.setNextUpdate(Date.from(until));
      for (X509Certificate one : revoked) {
        builder.addCRLEntry(
            one.getSerialNumber(), Date.from(NOW.minus(Duration.ofDays(2))), 1 /* keyCompromise */);
      }
      return new JcaX509CRLConverter()
          .getCRL(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.keys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Spec root(String name) {
    return new Spec(name).authority();
  }

  static Spec authority(String name, Issued issuer) {
    return new Spec(name).authority().by(issuer);
  }

  static Spec server(String host, Issued issuer) {
    return new Spec("CN=" + host).by(issuer).names(new GeneralName(GeneralName.dNSName, host));
  }

  static KeyPair key(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the certificate is to say. */
  static final class Spec {
    private final String subject;
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();
    private @org.jspecify.annotations.Nullable Issued issuer;
    private KeyPair keys = SHARED_KEY;
    private String signature = "SHA256withECDSA";
    private BigInteger serial = BigInteger.TEN;
    private Instant from = NOW.minus(Duration.ofDays(100));
    private Instant until = NOW.plus(Duration.ofDays(100));
    private boolean keyIdentifiers = true;

    private Spec(String subject) {
      this.subject = subject;
    }

    Spec authority() {
      keys = key("EC", 256);
      return add(Extension.basicConstraints, true, new BasicConstraints(true))
          .add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    Spec by(Issued issuer) {
      this.issuer = issuer;
      return this;
    }

    Spec keys(KeyPair keys) {
      this.keys = keys;
      return this;
    }

    Spec keysOf(Issued other) {
      return keys(other.keys);
    }

    Spec signature(String signature) {
      this.signature = signature;
      return this;
    }

    Spec serial(long serial) {
      this.serial = BigInteger.valueOf(serial);
      return this;
    }

    Spec valid(String from, String until) {
      this.from = Instant.parse(from);
      this.until = Instant.parse(until);
      return this;
    }

    Spec withoutKeyIdentifiers() {
      keyIdentifiers = false;
      return this;
    }

    Spec names(GeneralName... names) {
      return add(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    Spec without(ASN1ObjectIdentifier oid) {
      extensions.removeExtension(oid);
      return this;
    }

    Spec add(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
      try {
        extensions.addExtension(oid, critical, value);
        return this;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    Spec addOctets(ASN1ObjectIdentifier oid, boolean critical, byte... value) {
      extensions.addExtension(oid, critical, value);
      return this;
    }

    Issued issue() {
      try {
        KeyPair issuerKeys = issuer == null ? keys : issuer.keys;
        X500Name issuerName =
            issuer == null
                ? new X500Name(subject)
                : X500Name.getInstance(issuer.certificate.getSubjectX500Principal().getEncoded());
        JcaX509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                issuerName,
                serial,
                Date.from(from),
                Date.from(until),
                new X500Name(subject),
                keys.getPublic());
        if (!extensions.isEmpty()) {
          org.bouncycastle.asn1.x509.Extensions made = extensions.generate();
          for (ASN1ObjectIdentifier oid : made.getExtensionOIDs()) {
            builder.addExtension(made.getExtension(oid));
          }
        }
        if (keyIdentifiers) {
          JcaX509ExtensionUtils util = new JcaX509ExtensionUtils();
          builder.addExtension(
              Extension.subjectKeyIdentifier,
              false,
              util.createSubjectKeyIdentifier(keys.getPublic()));
          builder.addExtension(
              Extension.authorityKeyIdentifier,
              false,
              util.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
        }
        return new Issued(
            keys,
            new JcaX509CertificateConverter()
                .getCertificate(
                    builder.build(
                        new JcaContentSignerBuilder(signature).build(issuerKeys.getPrivate()))));
      } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
