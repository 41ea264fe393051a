package io.tlswhy.weave.lookup;

import io.tlswhy.weave.read.Mirror;
import java.security.cert.X509CRL;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** One call of a {@code URICertStore}: whether it went to the network is seen in its fields. */
public final class StoreCall {
  /** {@code URICertStore.CHECK_INTERVAL}. */
  private static final long CHECK_MILLIS = 30_000;

  private final Mirror store;
  private final OpenLookup lookup;
  private final @Nullable StoreCall outer;
  private final long lastChecked;
  private @Nullable Throwable caught;

  StoreCall(Object store, OpenLookup lookup, @Nullable StoreCall outer) {
    this.store = Mirror.of(store);
    this.lookup = lookup;
    this.outer = outer;
    this.lastChecked = lastChecked();
  }

  /** The failure of a fetch of certificates, which the store itself keeps to itself. */
  public void caught(Throwable cause) {
    this.caught = cause;
  }

  /** The call during which this one was made. */
  public @Nullable StoreCall outer() {
    return outer;
  }

  /** Whether it is a call of that store. */
  public boolean isOf(Object other) {
    return store.is(other);
  }

  OpenLookup lookup() {
    return lookup;
  }

  @Nullable Throwable caught() {
    return caught;
  }

  boolean willFetch() {
    return isLdap() || System.currentTimeMillis() - lastChecked >= CHECK_MILLIS;
  }

  boolean fetched() {
    return isLdap() || lastChecked() != lastChecked;
  }

  /** Whether the store holds nothing, which is what a failed fetch leaves behind. */
  boolean hasNothing() {
    return !isLdap()
        && !store.field("crl").isPresent()
        && store.field("certs").elements().isEmpty();
  }

  /** When the CRL that the store holds should be replaced, in milliseconds; 0 if not known. */
  long nextUpdate() {
    X509CRL crl = store.field("crl").as(X509CRL.class).orElse(null);
    // Another provider's CRL could be the application's object.
    boolean jdks = crl != null && crl.getClass().getName().startsWith("sun.security.x509.");
    Date next = crl == null || !jdks ? null : crl.getNextUpdate();
    return next == null ? 0 : next.getTime();
  }

  private boolean isLdap() {
    return store.field("ldap").isTrue();
  }

  private long lastChecked() {
    return store.field("lastChecked").number(0);
  }
}
