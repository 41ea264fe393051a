package io.tlswhy.fuzz;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of which nothing matters but one extension, so that a reader of extensions can be
 * fed without a parser in front that refuses most inputs.
 */
public final class OneExtension extends X509Certificate {
  private static final long serialVersionUID = 1;
  private static final X500Principal NAME = new X500Principal("CN=partner.test");
  private static final int OCTET_STRING = 4;

  private final String oid;
  private final byte[] value;

  private OneExtension(String oid, byte[] value) {
    this.oid = oid;
    this.value = value;
  }

  /** With those octets for the extension's value, OCTET STRING and all. */
  public static X509Certificate raw(String oid, byte[] octets) {
    return new OneExtension(oid, octets.clone());
  }

  /** With those octets in the OCTET STRING that is the extension's value. */
  public static X509Certificate wrapping(String oid, byte[] content) {
    byte[] head = {
      OCTET_STRING,
      (byte) 0x83,
      (byte) (content.length >> 16),
      (byte) (content.length >> 8),
      (byte) content.length
    };
    return new OneExtension(oid, Octets.join(head, content));
  }

  @Override
  public byte @Nullable [] getExtensionValue(String asked) {
    return asked.equals(oid) ? value.clone() : null;
  }

  @Override
  public X500Principal getSubjectX500Principal() {
    return NAME;
  }

  @Override
  public X500Principal getIssuerX500Principal() {
    return NAME;
  }

  @Override
  public Principal getSubjectDN() {
    return NAME;
  }

  @Override
  public Principal getIssuerDN() {
    return NAME;
  }

  @Override
  public int getBasicConstraints() {
    return -1;
  }

  @Override
  public BigInteger getSerialNumber() {
    return BigInteger.ONE;
  }

  @Override
  public int getVersion() {
    return 3;
  }

  @Override
  public Date getNotBefore() {
    return new Date(0);
  }

  @Override
  public Date getNotAfter() {
    return new Date(Long.MAX_VALUE);
  }

  @Override
  public void checkValidity() {}

  @Override
  public void checkValidity(Date date) {}

  @Override
  public boolean @Nullable [] getKeyUsage() {
    return null;
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return false;
  }

  @Override
  public Set<String> getCriticalExtensionOIDs() {
    return Set.of();
  }

  @Override
  public Set<String> getNonCriticalExtensionOIDs() {
    return Set.of(oid);
  }

  @Override
  public byte[] getEncoded() {
    return value.clone();
  }

  @Override
  public byte[] getTBSCertificate() {
    return value.clone();
  }

  @Override
  public byte[] getSignature() {
    return new byte[0];
  }

  @Override
  public String getSigAlgName() {
    return "none";
  }

  @Override
  public String getSigAlgOID() {
    return "0.0";
  }

  @Override
  public byte @Nullable [] getSigAlgParams() {
    return null;
  }

  @Override
  public boolean @Nullable [] getIssuerUniqueID() {
    return null;
  }

  @Override
  public boolean @Nullable [] getSubjectUniqueID() {
    return null;
  }

  @Override
  public PublicKey getPublicKey() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void verify(PublicKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void verify(PublicKey key, String provider) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String toString() {
    return oid;
  }
}
