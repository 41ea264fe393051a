package io.tlswhy.lab.pki;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/**
 * A certificate that goes out with a date that is none: its time zone is X, where RFC 5280 section
 * 4.1.2.5.1 demands Z, and no JDK reads it. Here it is the certificate that it was before.
 */
public final class UnreadableDate extends X509Certificate {
  private static final long serialVersionUID = 1L;

  private static final byte UTC_TIME = 0x17;
  private static final byte LENGTH = 13;

  private final X509Certificate certificate;

  /** Garbles this certificate. */
  public UnreadableDate(X509Certificate certificate) {
    this.certificate = certificate;
  }

  @Override
  public byte[] getEncoded() throws CertificateEncodingException {
    byte[] encoded = certificate.getEncoded();
    for (int i = 0; i + 1 + LENGTH < encoded.length; i++) {
      if (encoded[i] == UTC_TIME && encoded[i + 1] == LENGTH && encoded[i + 1 + LENGTH] == 'Z') {
        encoded[i + 1 + LENGTH] = 'X';
        return encoded;
      }
    }
    throw new CertificateEncodingException("no UTCTime to garble");
  }

  @Override
  public void checkValidity() {}

  @Override
  public void checkValidity(Date date) {}

  @Override
  public int getVersion() {
    return certificate.getVersion();
  }

  @Override
  public BigInteger getSerialNumber() {
    return certificate.getSerialNumber();
  }

  @Override
  public Principal getIssuerDN() {
    return certificate.getIssuerX500Principal();
  }

  @Override
  public Principal getSubjectDN() {
    return certificate.getSubjectX500Principal();
  }

  @Override
  public Date getNotBefore() {
    return certificate.getNotBefore();
  }

  @Override
  public Date getNotAfter() {
    return certificate.getNotAfter();
  }

  @Override
  public byte[] getTBSCertificate() throws CertificateEncodingException {
    return certificate.getTBSCertificate();
  }

  @Override
  public byte[] getSignature() {
    return certificate.getSignature();
  }

  @Override
  public String getSigAlgName() {
    return certificate.getSigAlgName();
  }

  @Override
  public String getSigAlgOID() {
    return certificate.getSigAlgOID();
  }

  @Override
  public byte[] getSigAlgParams() {
    return certificate.getSigAlgParams();
  }

  @Override
  public boolean[] getIssuerUniqueID() {
    return certificate.getIssuerUniqueID();
  }

  @Override
  public boolean[] getSubjectUniqueID() {
    return certificate.getSubjectUniqueID();
  }

  @Override
  public boolean[] getKeyUsage() {
    return certificate.getKeyUsage();
  }

  @Override
  public int getBasicConstraints() {
    return certificate.getBasicConstraints();
  }

  @Override
  public void verify(PublicKey key) {}

  @Override
  public void verify(PublicKey key, String provider) {}

  @Override
  public String toString() {
    return certificate + " with an unreadable date";
  }

  @Override
  public PublicKey getPublicKey() {
    return certificate.getPublicKey();
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return certificate.hasUnsupportedCriticalExtension();
  }

  @Override
  public Set<String> getCriticalExtensionOIDs() {
    return certificate.getCriticalExtensionOIDs();
  }

  @Override
  public Set<String> getNonCriticalExtensionOIDs() {
    return certificate.getNonCriticalExtensionOIDs();
  }

  @Override
  public byte[] getExtensionValue(String oid) {
    return certificate.getExtensionValue(oid);
  }
}
