package io.tlswhy.weave.read;

import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.TrustStoreOrigin.Source;
import java.io.File;
import java.lang.ref.WeakReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells which file a platform trust manager's anchors came from.
 *
 * <p>JSSE remembers the default store that it read last and gives every manager that was made from
 * it the very same set of certificates; a manager with another set is the application's.
 */
final class TrustStoreReader {
  private static final String PROPERTY = "javax.net.ssl.trustStore";
  private static final String STORES = "sun.security.ssl.TrustStoreManager";

  private TrustStoreReader() {}

  /** Where that trust manager's anchors came from. */
  static TrustStoreOrigin read(Mirror manager) {
    int entries = manager.field("trustedCerts").elements().size();
    Mirror stores = manager.field("pkixParams").isPresent() ? Mirror.of(null) : stores();
    Object certificates =
        stores.field("csRef").as(WeakReference.class).map(WeakReference::get).orElse(null);
    Mirror store = stores.field("descriptor");
    if (certificates == null
        || !manager.field("trustedCerts").is(certificates)
        || !store.isPresent()) {
      return TrustStoreOrigin.builder(Source.APPLICATION).entries(entries).build();
    }
    return ofDefault(store, entries);
  }

  private static TrustStoreOrigin ofDefault(Mirror store, int entries) {
    String path = store.field("storeName").text();
    String askedFor = System.getProperty(PROPERTY, "");
    Source source =
        askedFor.isEmpty()
            ? Source.DEFAULT
            : askedFor.equals(path) ? Source.PROPERTY : Source.FALLBACK;
    TrustStoreOrigin.Builder origin =
        TrustStoreOrigin.builder(source)
            .path(path)
            .type(store.field("storeType").text())
            .entries(entries);
    if (source == Source.FALLBACK) {
      origin.askedFor(askedFor);
    }
    File file = store.field("storeFile").as(File.class).orElse(null);
    long now = file == null ? 0 : file.lastModified();
    if (now != 0) {
      origin.changed(Instant.ofEpochMilli(now));
      origin.changedSinceStart(now != store.field("lastModified").number(now));
    }
    return origin.build();
  }

  private static Mirror stores() {
    Class<?> type = loaded();
    return type == null ? Mirror.of(null) : Mirror.ofStatic(type, "tam");
  }

  // Its initialiser makes one empty object and reads no setting.
  private static @Nullable Class<?> loaded() {
    try {
      return Class.forName(STORES, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
