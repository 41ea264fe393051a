package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.Validation;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Tells what is different from the last handshake with the same peer that was accepted. */
public final class LastGoodComparison {
  private static final Duration SMALL = Duration.ofMinutes(1);

  private LastGoodComparison() {}

  /** A line for each difference; none if no handshake is remembered. */
  public static List<String> lines(HandshakeFailure failure, Validation validation) {
    if (!failure.lastGood().isPresent() || validation.chain().isEmpty()) {
      return Collections.emptyList();
    }
    LastGoodChain before = failure.lastGood().get();
    X509Certificate now = validation.chain().get(0);
    List<String> lines = new ArrayList<>();
    differ(lines, "issuer", before.issuer(), now.getIssuerX500Principal().getName());
    differ(lines, "subject", before.subject(), now.getSubjectX500Principal().getName());
    differ(lines, "serial number", before.serialNumber(), now.getSerialNumber().toString(16));
    List<String> pointers = new ArrayList<>(Extensions.crlUrls(now));
    pointers.addAll(Extensions.ocspUrls(now));
    List<String> fresh = new ArrayList<>(pointers);
    fresh.removeAll(before.pointers());
    if (!fresh.isEmpty()) {
      lines.add(
          "New revocation address: "
              + Words.list(fresh)
              + (before.pointers().isEmpty()
                  ? "."
                  : "; before: " + Words.list(before.pointers()) + "."));
    }
    differ(
        lines,
        "number of certificates sent",
        String.valueOf(before.length()),
        String.valueOf(validation.chain().size()));
    if (!before.address().isEmpty() && !failure.peer().address().isEmpty()) {
      differ(lines, "address of the peer", before.address(), failure.peer().address());
    }
    key(lines, before, now);
    trustStore(lines, before, validation);
    clock(lines, before);
    lines.add(
        0,
        lines.isEmpty()
            ? "Nothing in the certificate is different from the last good handshake, "
                + Words.time(before.when())
                + "."
            : "Different from the last good handshake, " + Words.time(before.when()) + ":");
    return lines;
  }

  private static void key(List<String> lines, LastGoodChain before, X509Certificate now) {
    byte[] encoded = now.getPublicKey().getEncoded();
    boolean sameSerial = before.serialNumber().equals(now.getSerialNumber().toString(16));
    if (before.key() == 0 || encoded == null || sameSerial) {
      return;
    }
    lines.add(
        Arrays.hashCode(encoded) == before.key()
            ? "The public key is the same: the certificate was renewed for it."
            : "The public key is another one.");
  }

  private static void trustStore(List<String> lines, LastGoodChain before, Validation validation) {
    TrustStoreOrigin store = validation.trust().origin();
    if (store.changed().filter(before.when()::isBefore).isPresent()) {
      lines.add(
          "The trust store "
              + store.path()
              + " was changed on disk at "
              + Words.time(store.changed().get())
              + ", after that handshake.");
    }
  }

  private static void clock(List<String> lines, LastGoodChain before) {
    Duration moved = before.clockMoved();
    if (moved.abs().compareTo(SMALL) >= 0) {
      lines.add(
          "This machine's clock was set "
              + (moved.isNegative() ? "back" : "forward")
              + " by "
              + Words.duration(moved)
              + (moved.isNegative() ? "." : ", or the machine slept that long."));
    }
  }

  private static void differ(List<String> lines, String what, String before, String now) {
    if (!before.equalsIgnoreCase(now)) {
      lines.add(
          "The "
              + what
              + " is "
              + Words.shortened(now)
              + "; it was "
              + Words.shortened(before)
              + ".");
    }
  }
}
