package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.CrlExcerpt;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Reads a CRL of any size while it passes (RFC 5280 section 5.1): verifies its signature, and keeps
 * of its entries only what it says of one certificate.
 *
 * <p>The octets of tbsCertList go to the signature's digest as they come. What is kept are a buffer
 * and a few elements of at most 64 kB each, whatever lengths the list claims.
 *
 * <p>Uses Bouncy Castle: never to be called on an application's thread.
 */
public final class PassingCrl {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int EXTENSIONS = 0xa0;
  private static final byte[] NOTHING = {};

  private final X509Certificate subject;
  private final Optional<X509Certificate> issuer;
  private final List<X509Certificate> crlIssuers;
  private Optional<CrlExcerpt> excerpt = Optional.empty();
  private Optional<ContentVerdict> failure = Optional.empty();

  /**
   * A reader for one list.
   *
   * @param subject the certificate whose status is wanted
   * @param issuer its issuer, whose signature the list must have
   * @param crlIssuers who else may have signed it, each verified up to a trust anchor
   */
  public PassingCrl(
      X509Certificate subject, Optional<X509Certificate> issuer, List<X509Certificate> crlIssuers) {
    this.subject = subject;
    this.issuer = issuer;
    this.crlIssuers = crlIssuers;
  }

  /** What the list says; empty if it was not read yet, or is no list that can be read. */
  public Optional<CrlExcerpt> excerpt() {
    return excerpt;
  }

  /** What the list is worth for the certificate at that time; empty if it was not read yet. */
  public Optional<ContentVerdict> verdict(Instant at) {
    return excerpt.isPresent()
        ? Optional.of(CrlVerification.of(excerpt.get(), subject, issuer, crlIssuers, at))
        : failure;
  }

  /**
   * Reads the list, once, and nothing behind it.
   *
   * @throws IOException what the stream throws; nothing that the list says leads to one
   */
  public void read(InputStream in) throws IOException {
    DerStream stream = new DerStream(in);
    boolean begun = false;
    try {
      long end = stream.open(DerStream.SEQUENCE, Long.MAX_VALUE);
      Header header = new Header(stream, end);
      begun = true;
      excerpt = Optional.of(readOn(stream, header, end));
    } catch (DerStream.MalformedException e) {
      failure = Optional.of(broken(begun, stream.position(), String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // What Bouncy Castle and the JDK say of an element that they cannot read.
      failure = Optional.of(broken(begun, stream.position(), "an unreadable element"));
    }
  }

  private static ContentVerdict broken(boolean begun, long octets, String what) {
    return begun
        ? ContentVerdict.of(
            Stage.Result.UNTRUSTED,
            "it begins as a CRL, and is broken after " + octets + " octets: " + what)
        : ContentVerdict.of(Stage.Result.NOT_THE_RESPONDER, "a large answer that is no CRL");
  }

  /** What stands before the entries; all of it small. */
  private static final class Header {
    private final byte[] asItCame;
    private final long listEnd;
    private final byte[] elements;
    private final AlgorithmIdentifier algorithm;
    private final X500Principal issuer;

    Header(DerStream stream, long end) throws IOException, DerStream.MalformedException {
      ByteArrayOutputStream tapped = new ByteArrayOutputStream();
      stream.tap(tapped::write);
      listEnd = stream.open(DerStream.SEQUENCE, end);
      ByteArrayOutputStream parts = new ByteArrayOutputStream();
      if (stream.tag(listEnd) == INTEGER) {
        parts.write(stream.take(INTEGER, listEnd));
      }
      byte[] signature = stream.take(DerStream.SEQUENCE, listEnd);
      algorithm = AlgorithmIdentifier.getInstance(signature);
      parts.write(signature);
      byte[] name = stream.take(DerStream.SEQUENCE, listEnd);
      issuer = new X500Principal(name);
      parts.write(name);
      parts.write(takeTime(stream));
      if (isTime(stream.tag(listEnd))) {
        parts.write(takeTime(stream));
      }
      elements = parts.toByteArray();
      stream.tap(DerStream.NO_TAP);
      asItCame = tapped.toByteArray();
    }

    private byte[] takeTime(DerStream stream) throws IOException, DerStream.MalformedException {
      int tag = stream.tag(listEnd);
      return stream.take(isTime(tag) ? tag : UTC_TIME, listEnd);
    }

    private static boolean isTime(int tag) {
      return tag == UTC_TIME || tag == GENERALIZED_TIME;
    }
  }

  private CrlExcerpt readOn(DerStream stream, Header header, long end)
      throws IOException, DerStream.MalformedException {
    PassingSignature signature = new PassingSignature(header.algorithm, keys());
    signature.take(header.asItCame, 0, header.asItCame.length);
    stream.tap(signature);
    byte[] entries = entries(stream, header);
    byte[] extensions =
        stream.tag(header.listEnd) == EXTENSIONS
            ? stream.take(EXTENSIONS, header.listEnd)
            : NOTHING;
    requireEnd(stream, header.listEnd);
    stream.tap(DerStream.NO_TAP);
    byte[] algorithm = stream.take(DerStream.SEQUENCE, end);
    byte[] bits = stream.take(BIT_STRING, end);
    requireEnd(stream, end);
    byte[] list = DerOctets.sequence(header.elements, entries, extensions);
    return CrlExcerpt.of(
        subject,
        Der.of(DerOctets.sequence(list, algorithm, bits)),
        signature.verifiedWith(DERBitString.getInstance(bits).getOctets()),
        signature.unverified());
  }

  private static void requireEnd(DerStream stream, long end) throws DerStream.MalformedException {
    if (stream.position() != end) {
      throw new DerStream.MalformedException("an element that no CRL has");
    }
  }

  /** The entries' SEQUENCE with the certificate's own only; nothing if that is not listed. */
  private byte[] entries(DerStream stream, Header header)
      throws IOException, DerStream.MalformedException {
    if (stream.tag(header.listEnd) != DerStream.SEQUENCE) {
      return NOTHING;
    }
    long entriesEnd = stream.open(DerStream.SEQUENCE, header.listEnd);
    EntrySieve sieve = new EntrySieve(subject, header.issuer);
    while (stream.position() < entriesEnd) {
      int length = stream.view(DerStream.SEQUENCE, entriesEnd);
      sieve.look(stream.octets(), stream.offset(), length);
      stream.skipTo(stream.position() + length);
    }
    return sieve.kept().length == 0 ? NOTHING : DerOctets.sequence(sieve.kept());
  }

  private Set<PublicKey> keys() {
    Set<PublicKey> keys = new LinkedHashSet<>();
    issuer.ifPresent(certificate -> keys.add(certificate.getPublicKey()));
    for (X509Certificate certificate : crlIssuers) {
      keys.add(certificate.getPublicKey());
    }
    return keys;
  }
}
