package io.tlswhy.probe.files;

import io.tlswhy.evidence.StoreFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads the trusted certificates of Windows and macOS through the key stores of the JDK's own
 * providers, where they are installed. Personal certificates and their keys are not looked at.
 *
 * <p>For one thread. Such a store does not say when it was changed, so that it is read again after
 * a minute.
 */
final class SystemStores {
  private static final List<String> PROVIDERS =
      Collections.unmodifiableList(Arrays.asList("SunMSCAPI", "Apple"));

  /** The second and third are there since later updates only. */
  private static final List<String> TYPES =
      Collections.unmodifiableList(
          Arrays.asList(
              "Windows-ROOT", "Windows-ROOT-LOCALMACHINE", "KeychainStore-ROOT", "KeychainStore"));

  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Supplier<List<Provider>> providers;
  private final LongSupplier nanoTime;
  private List<StoreFile> last = Collections.emptyList();
  private long lastRead;
  private boolean readOnce;

  SystemStores() {
    this(SystemStores::ofTheJdk, System::nanoTime);
  }

  SystemStores(Supplier<List<Provider>> providers, LongSupplier nanoTime) {
    this.providers = providers;
    this.nanoTime = nanoTime;
  }

  private static List<Provider> ofTheJdk() {
    List<Provider> installed = new ArrayList<>();
    for (String name : PROVIDERS) {
      Provider provider = Security.getProvider(name);
      if (provider != null) {
        installed.add(provider);
      }
    }
    return installed;
  }

  /** The stores as they are, or were less than a minute ago; those that cannot be read are not. */
  List<StoreFile> read() {
    long now = nanoTime.getAsLong();
    if (!readOnce || now - lastRead > KEPT.toNanos()) {
      readOnce = true;
      lastRead = now;
      last = readNow();
    }
    return last;
  }

  private List<StoreFile> readNow() {
    List<StoreFile> stores = new ArrayList<>();
    for (Provider provider : providers.get()) {
      for (String type : TYPES) {
        if (provider.getService("KeyStore", type) != null) {
          try {
            KeyStore store = KeyStore.getInstance(type, provider);
            store.load(null, null);
            stores.add(StoreFile.ofSystem(type, StoreReader.trusted(store)));
          } catch (GeneralSecurityException | IOException | RuntimeException unreadable) {
            // Another of them may be readable; none is needed.
            continue;
          }
        }
      }
    }
    return Collections.unmodifiableList(stores);
  }
}
