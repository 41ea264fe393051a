package io.tlswhy.fuzz;

import io.tlswhy.diagnosis.revocation.ContentCheck;
import io.tlswhy.diagnosis.revocation.ContentVerdict;
import io.tlswhy.diagnosis.revocation.PassingCrl;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Feeds CRLs to their reader while they pass, in pieces. What it relies on must be what verifying
 * the whole list says.
 */
public final class PassingTarget {
  private static final Instant NOW = Instant.now();

  private PassingTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Octets octets = new Octets(input);
    int piece = 1 + 7 * octets.next();
    List<X509Certificate> certificates = octets.certificates(2);
    if (certificates.size() < 2) {
      return;
    }
    X509Certificate subject = certificates.get(0);
    Optional<X509Certificate> issuer = Optional.of(certificates.get(1));
    byte[] list = octets.rest();
    ContentVerdict passing = read(new PassingCrl(subject, issuer, List.of()), list, piece);
    boolean relied =
        passing.result() == Stage.Result.OK || passing.result() == Stage.Result.REVOKED;
    if (relied) {
      ContentVerdict whole = ContentCheck.of(LookupKind.CRL, list, subject, issuer, NOW);
      if (!whole.equals(passing)) {
        throw new IllegalStateException(passing + " while it passes, and whole " + whole);
      }
    }
  }

  private static ContentVerdict read(PassingCrl reader, byte[] list, int piece) {
    try {
      reader.read(new Pieces(list, piece));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return reader.verdict(NOW).orElseThrow();
  }

  /** A stream that comes in pieces. */
  private static final class Pieces extends ByteArrayInputStream {
    private final int piece;

    Pieces(byte[] octets, int piece) {
      super(octets);
      this.piece = piece;
    }

    @Override
    public synchronized int read(byte[] octets, int offset, int length) {
      return super.read(octets, offset, Math.min(piece, length));
    }
  }
}
