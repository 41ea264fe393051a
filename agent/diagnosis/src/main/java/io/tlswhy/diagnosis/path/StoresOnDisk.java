package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.Validation;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the trust stores on disk, as they are now, would make of a chain that led nowhere: the store
 * in use may have been mended since, another may have been meant, and another may hold the root.
 */
final class StoresOnDisk {
  private final HandshakeFailure failure;
  private final Validation validation;
  private final Instant at;

  StoresOnDisk(HandshakeFailure failure, Validation validation, Instant at) {
    this.failure = failure;
    this.validation = validation;
    this.at = at;
  }

  /** The store at fault where the files show one, else the dead end with what they add to it. */
  Diagnosis refine(Diagnosis deadEnd, String peer) {
    TrustStoreOrigin origin = validation.trust().origin();
    if (origin.source() == TrustStoreOrigin.Source.FALLBACK) {
      return fallback(deadEnd, peer);
    }
    Optional<StoreFile> now = first(StoreFile.Use.IN_USE);
    if (now.flatMap(this::passingPath).isPresent()) {
      return because(
          StoreSentences.changed(peer, validation)
              .confidence(Confidence.PROVED)
              .summary(StoreSentences.mendedSince(peer, validation, now.get())),
          deadEnd,
          StoreSentences.asItIsNow(now.get()));
    }
    boolean changed = origin.changedSinceStart().orElse(false);
    if (changed && !now.isPresent()) {
      return because(StoreSentences.changed(peer, validation), deadEnd, "");
    }
    Diagnosis known =
        changed && now.get().state() == StoreFile.State.READ
            ? deadEnd.toBuilder()
                .ruledOut(Collections.singletonList(StoreSentences.changedInVain(now.get())))
                .build()
            : deadEnd;
    return elsewhere(known, peer);
  }

  private Diagnosis fallback(Diagnosis deadEnd, String peer) {
    Optional<StoreFile> asked = first(StoreFile.Use.ASKED_FOR);
    Diagnosis.Builder store = StoreSentences.fallback(peer, validation, asked);
    if (asked.flatMap(this::passingPath).isPresent()) {
      return because(
          store.confidence(Confidence.PROVED), deadEnd, StoreSentences.asItIsNow(asked.get()));
    }
    for (StoreFile beside : failure.surroundings().stores()) {
      if (beside.use() == StoreFile.Use.BESIDE && passingPath(beside).isPresent()) {
        return because(
            StoreSentences.besides(peer, validation, beside),
            deadEnd,
            StoreSentences.asItIsNow(beside));
      }
    }
    return because(store, deadEnd, "");
  }

  /** A root that another store of this machine holds, and the one in use does not. */
  private Diagnosis elsewhere(Diagnosis deadEnd, String peer) {
    for (StoreFile file : failure.surroundings().stores()) {
      boolean other = file.use() == StoreFile.Use.OTHER || file.use() == StoreFile.Use.PLATFORM;
      Optional<CertificationPath> path = other ? passingPath(file) : Optional.empty();
      if (path.isPresent()) {
        X509Certificate root = path.get().anchor().get().getTrustedCert();
        Diagnosis.Builder told =
            TrustSentences.rootElsewhere(deadEnd, peer, validation, file, root);
        return with(told, deadEnd, StoreSentences.asItIsNow(file)).build();
      }
    }
    return deadEnd;
  }

  private Optional<StoreFile> first(StoreFile.Use use) {
    for (StoreFile file : failure.surroundings().stores()) {
      if (file.use() == use) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** The path by which the chain would pass if that file's certificates were the trust anchors. */
  private Optional<CertificationPath> passingPath(StoreFile file) {
    return passingPath(validation, file, at);
  }

  /** The path by which a chain would pass if that file's certificates were the trust anchors. */
  static Optional<CertificationPath> passingPath(
      Validation validation, StoreFile file, Instant at) {
    if (file.certificates().isEmpty()) {
      return Optional.empty();
    }
    TrustSettings trust = trusting(validation.trust(), file);
    Validation other = validation.toBuilder().trust(trust).build();
    for (CertificationPath path : new PathFinder(other, new Signatures(), () -> true).paths()) {
      if (path.anchored() && PathRun.over(path, trust, at).run().passes()) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** The same settings with that file's certificates as the only anchors. */
  static TrustSettings trusting(TrustSettings trust, StoreFile file) {
    List<TrustAnchor> anchors = new ArrayList<>();
    for (X509Certificate certificate : file.certificates()) {
      anchors.add(new TrustAnchor(certificate, null));
    }
    return trust.toBuilder().anchors(anchors).anchorsKnown(true).build();
  }

  private static Diagnosis because(Diagnosis.Builder store, Diagnosis deadEnd, String with) {
    List<String> evidence = new ArrayList<>();
    evidence.add(deadEnd.summary());
    evidence.addAll(deadEnd.evidence());
    return with(store, deadEnd, with)
        .contributing(Collections.singletonList(deadEnd.cause()))
        .evidence(evidence)
        .alternatives(deadEnd.alternatives())
        .subject(deadEnd.subject())
        .build();
  }

  private static Diagnosis.Builder with(
      Diagnosis.Builder diagnosis, Diagnosis deadEnd, String with) {
    List<Counterfactual> counterfactuals = new ArrayList<>();
    if (!with.isEmpty()) {
      counterfactuals.add(Counterfactual.of(with, true));
    }
    counterfactuals.addAll(deadEnd.counterfactuals());
    return diagnosis.counterfactuals(counterfactuals);
  }
}
