package io.tlswhy.probe.files;

import java.lang.ref.SoftReference;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was read of a few files of trusted certificates, as long as they have not changed on disk
 * and the heap has room. For one thread.
 */
final class KnownStores {
  private static final int MOST = 16;

  private final Map<Key, SoftReference<List<X509Certificate>>> known =
      new LinkedHashMap<Key, SoftReference<List<X509Certificate>>>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Key, SoftReference<List<X509Certificate>>> eldest) {
          return size() > MOST;
        }
      };

  /** What was read of that very state of a file; empty if it has to be read. */
  Optional<List<X509Certificate>> find(Key key) {
    return Optional.ofNullable(known.get(key)).map(SoftReference::get);
  }

  void remember(Key key, List<X509Certificate> certificates) {
    known.put(
        key, new SoftReference<>(Collections.unmodifiableList(new ArrayList<>(certificates))));
  }

  /** One state of a file, as far as a look at its attributes tells, and what it was opened with. */
  static final class Key {
    private final String path;
    private final Instant changed;
    private final long size;
    private final List<String> passwords;

    Key(String path, Instant changed, long size, List<String> passwords) {
      this.path = path;
      this.changed = changed;
      this.size = size;
      this.passwords = passwords;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key
          && ((Key) other).path.equals(path)
          && ((Key) other).changed.equals(changed)
          && ((Key) other).size == size
          && ((Key) other).passwords.equals(passwords);
    }

    @Override
    public int hashCode() {
      return Objects.hash(path, changed, size);
    }
  }
}
