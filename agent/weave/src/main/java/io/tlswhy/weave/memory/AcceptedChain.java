package io.tlswhy.weave.memory;

import io.tlswhy.evidence.LastGoodChain;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A summary of one accepted chain; the certificates themselves are not kept alive. */
final class AcceptedChain {
  private static final int LONGEST_NAME = 500;
  private static final int MOST_OTHERS = 3;

  private volatile WeakReference<X509Certificate> leaf;
  private final int hash;
  private final String subject;
  private final String issuer;
  private final String serialNumber;
  private final long notAfter;
  private final List<String> pointers;
  private final int length;
  private final List<WeakReference<X509Certificate>> others;
  private final int key;
  private volatile long when;
  private volatile long whenNanos;
  private volatile @Nullable InetAddress address;

  AcceptedChain(X509Certificate[] chain, @Nullable InetAddress address, long now) {
    X509Certificate first = chain[0];
    this.leaf = new WeakReference<X509Certificate>(first);
    this.hash = first.hashCode();
    this.subject = name(first.getSubjectX500Principal());
    this.issuer = name(first.getIssuerX500Principal());
    this.serialNumber = first.getSerialNumber().toString(16);
    this.notAfter = first.getNotAfter().getTime();
    this.pointers = RevocationPointers.of(first);
    this.length = chain.length;
    this.others = others(chain);
    this.key = Arrays.hashCode(first.getPublicKey().getEncoded());
    this.when = now;
    this.whenNanos = System.nanoTime();
    this.address = address;
  }

  boolean isSame(X509Certificate other) {
    return leaf.get() == other;
  }

  /** Whether it is the same certificate in another object, which is then remembered instead. */
  boolean isEqual(X509Certificate other) {
    boolean equal =
        hash == other.hashCode() && serialNumber.equals(other.getSerialNumber().toString(16));
    if (equal) {
      leaf = new WeakReference<X509Certificate>(other);
    }
    return equal;
  }

  void again(long now, @Nullable InetAddress from) {
    when = now;
    whenNanos = System.nanoTime();
    if (from != null) {
      address = from;
    }
  }

  long when() {
    return when;
  }

  LastGoodChain evidence() {
    InetAddress from = address;
    return LastGoodChain.of(
            Instant.ofEpochMilli(when),
            from == null ? "" : from.getHostAddress(),
            subject,
            issuer,
            serialNumber,
            Instant.ofEpochMilli(notAfter),
            pointers,
            length)
        .with(key, clockMoved())
        .with(alive());
  }

  /** The JDK remembers certificates for some time, too, so that these mostly live. */
  private static List<WeakReference<X509Certificate>> others(X509Certificate[] chain) {
    List<WeakReference<X509Certificate>> others =
        new ArrayList<WeakReference<X509Certificate>>(Math.min(MOST_OTHERS, chain.length - 1));
    for (int i = 1; i < chain.length && i <= MOST_OTHERS; i++) {
      others.add(new WeakReference<X509Certificate>(chain[i]));
    }
    return others;
  }

  private List<X509Certificate> alive() {
    List<X509Certificate> alive = new ArrayList<X509Certificate>();
    for (WeakReference<X509Certificate> other : others) {
      X509Certificate certificate = other.get();
      if (certificate != null) {
        alive.add(certificate);
      }
    }
    return alive;
  }

  /** What the clock says to have passed since, less what has; a second is not told apart. */
  private Duration clockMoved() {
    long shown = System.currentTimeMillis() - when;
    long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - whenNanos);
    return Duration.ofSeconds((shown - passed) / 1000);
  }

  private static String name(X500Principal principal) {
    String name = principal.getName();
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
