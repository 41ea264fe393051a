package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.util.Collections;
import java.util.List;

/** What the files of this machine said some moments after a failure, read on an agent's thread. */
@AutoValue
public abstract class Surroundings {
  Surroundings() {}

  /** Nothing was read. */
  public static Surroundings none() {
    return of(Collections.<StoreFile>emptyList(), Collections.<SecurityFile>emptyList());
  }

  /** The stores and the files of security properties, those that win last. */
  public static Surroundings of(List<StoreFile> stores, List<SecurityFile> securityFiles) {
    return new AutoValue_Surroundings(Copies.list(stores), Copies.list(securityFiles));
  }

  /** The files of trusted certificates. */
  public abstract List<StoreFile> stores();

  /** The files of security properties, in the order in which later ones override earlier ones. */
  public abstract List<SecurityFile> securityFiles();
}
