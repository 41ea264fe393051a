package io.tlswhy.diagnosis.revocation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.TBSCertList;

/**
 * Keeps, of a CRL's entries that pass, the one of a certificate.
 *
 * <p>An entry speaks of a certificate of the issuer that it names, else of the one that the nearest
 * entry before it names, else of the CRL's own issuer (RFC 5280 section 5.3.3). An entry that only
 * names the issuer for a later one is kept in front of that.
 */
final class EntrySieve {
  /** The certificateIssuer extension's object identifier, DER. */
  private static final byte[] CERTIFICATE_ISSUER = {0x06, 0x03, 0x55, 0x1d, 0x1d};

  private final byte[] serial;
  private final X500Principal issuer;
  private X500Principal current;
  private byte[] naming = new byte[0];
  private byte[] kept = new byte[0];

  /**
   * A sieve.
   *
   * @param crlIssuer the issuer of the CRL itself
   */
  EntrySieve(X509Certificate subject, X500Principal crlIssuer) throws IOException {
    this.serial = new ASN1Integer(subject.getSerialNumber()).getEncoded(ASN1Encoding.DER);
    this.issuer = subject.getIssuerX500Principal();
    this.current = crlIssuer;
  }

  /** Looks at the next entry, which stands there with its tag and length. */
  void look(byte[] octets, int offset, int length) throws IOException {
    int end = offset + length;
    int content = DerOctets.content(octets, offset);
    boolean ofSerial = DerOctets.startsWith(octets, content, end, serial);
    boolean named = false;
    if (mentionsIssuer(octets, content, end)) {
      byte[] entry = Arrays.copyOfRange(octets, offset, end);
      Optional<X500Principal> next = issuerNamedIn(entry);
      named = next.isPresent();
      if (named) {
        naming = entry;
        current = next.get();
      }
    }
    if (ofSerial && kept.length == 0 && current.equals(issuer)) {
      byte[] entry = Arrays.copyOfRange(octets, offset, end);
      kept = named ? entry : join(naming, entry);
    }
  }

  /** What is kept, one entry behind the other; nothing if the certificate is not listed. */
  byte[] kept() {
    return kept;
  }

  private static boolean mentionsIssuer(byte[] octets, int from, int end) {
    for (int i = from; i < end; i++) {
      if (octets[i] == CERTIFICATE_ISSUER[0]
          && DerOctets.startsWith(octets, i, end, CERTIFICATE_ISSUER)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<X500Principal> issuerNamedIn(byte[] entry) throws IOException {
    Extension extension =
        TBSCertList.CRLEntry.getInstance(entry)
            .getExtensions()
            .getExtension(Extension.certificateIssuer);
    if (extension == null) {
      return Optional.empty();
    }
    for (GeneralName name : GeneralNames.getInstance(extension.getParsedValue()).getNames()) {
      if (name.getTagNo() == GeneralName.directoryName) {
        return Optional.of(
            new X500Principal(name.getName().toASN1Primitive().getEncoded(ASN1Encoding.DER)));
      }
    }
    return Optional.empty();
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
