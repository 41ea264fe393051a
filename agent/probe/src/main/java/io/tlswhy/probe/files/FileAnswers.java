package io.tlswhy.probe.files;

import io.tlswhy.evidence.SecurityFile;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.Surroundings;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What files say, as it comes in: stores may be large or lie on a disk that hangs, and must not
 * hold back the small files of security properties, nor the other way round.
 */
public final class FileAnswers {
  private final CompletableFuture<List<StoreFile>> stores;
  private final CompletableFuture<List<SecurityFile>> securityFiles;

  FileAnswers(
      CompletableFuture<List<StoreFile>> stores,
      CompletableFuture<List<SecurityFile>> securityFiles) {
    this.stores = stores;
    this.securityFiles = securityFiles;
  }

  /** Answers that are there already: nothing. */
  public static FileAnswers none() {
    return new FileAnswers(
        CompletableFuture.completedFuture(Collections.emptyList()),
        CompletableFuture.completedFuture(Collections.emptyList()));
  }

  CompletableFuture<List<SecurityFile>> securityFiles() {
    return securityFiles;
  }

  /** Completes when all was read, which a disk that hangs may put off for ever; never otherwise. */
  public CompletableFuture<?> all() {
    return CompletableFuture.allOf(stores, securityFiles);
  }

  /** What was read by now; waits for nothing. */
  public Surroundings soFar() {
    return Surroundings.of(
        stores.getNow(Collections.emptyList()), securityFiles.getNow(Collections.emptyList()));
  }
}
