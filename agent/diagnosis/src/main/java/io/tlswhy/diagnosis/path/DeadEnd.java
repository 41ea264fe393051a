package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.IssuerChange;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Validation;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;

/**
 * Decides why no path leads to a trust anchor: the peer left out an intermediate, or it leads to a
 * root that is not trusted here, whose name and key tell which and why.
 */
final class DeadEnd {
  private final HandshakeFailure failure;
  private final Validation validation;
  private final Signatures signatures;
  private final Instant at;
  private final String peer;
  private final Supplier<PublicRoots> publicRoots;

  DeadEnd(
      HandshakeFailure failure,
      Validation validation,
      Signatures signatures,
      Instant at,
      String peer,
      Supplier<PublicRoots> publicRoots) {
    this.publicRoots = publicRoots;
    this.failure = failure;
    this.validation = validation;
    this.signatures = signatures;
    this.at = at;
    this.peer = peer;
  }

  /** The diagnosis for paths none of which is anchored. */
  Diagnosis diagnose(List<CertificationPath> paths) {
    CertificationPath path = furthest(paths);
    Diagnosis found =
        chainOrRoot(path)
            .subject(Words.subject(path.leaf()))
            .evidence(LastGoodComparison.lines(failure, validation))
            .build();
    List<Alternative> alternatives = new ArrayList<>(found.alternatives());
    alternatives.addAll(alternatives(found.cause(), path.leaf()));
    Diagnosis deadEnd = found.toBuilder().alternatives(alternatives).build();
    return new StoresOnDisk(failure, validation, at).refine(deadEnd, peer);
  }

  private static CertificationPath furthest(List<CertificationPath> paths) {
    CertificationPath furthest = paths.get(0);
    for (CertificationPath path : paths) {
      boolean sounder = path.brokenSignatures().size() < furthest.brokenSignatures().size();
      boolean asSound = path.brokenSignatures().size() == furthest.brokenSignatures().size();
      if (sounder || (asSound && path.certificates().size() > furthest.certificates().size())) {
        furthest = path;
      }
    }
    return furthest;
  }

  private Diagnosis.Builder chainOrRoot(CertificationPath path) {
    X509Certificate last = path.last();
    boolean selfSigned =
        Examination.selfIssued(last) && signatures.verify(last, last.getPublicKey());
    if (selfSigned && path.certificates().size() == 1) {
      return proved(
          TrustSentences.selfSigned(peer, validation, last),
          path,
          Words.name(last.getSubjectX500Principal()),
          anchorOf(last));
    }
    for (X509Certificate certificate : path.certificates()) {
      Optional<PublicRoot> root =
          publicRoots.get().issuerOf(certificate).filter(found -> issued(found, certificate));
      if (root.isPresent()) {
        return proved(
            TrustSentences.outdated(peer, validation, certificate, root.get()),
            upTo(path, certificate),
            root.get().name(),
            root.get().anchor());
      }
    }
    Optional<String> product =
        Knowledge.inspectingProducts().issuing(last.getIssuerX500Principal());
    if (product.isPresent()) {
      return InterceptionSentences.byProduct(peer, last, product.get());
    }
    List<IssuerChange> others = SharedIssuer.with(failure, path.leaf(), at);
    if (!others.isEmpty()) {
      return InterceptionSentences.sharedIssuer(
          peer, path.leaf(), failure.lastGood().get(), others);
    }
    Optional<LastGoodChain> before = ReSigned.since(failure, path.leaf(), at);
    if (before.isPresent()) {
      return InterceptionSentences.reSigned(peer, path.leaf(), before.get());
    }
    Optional<TrustAnchor> sameName = anchorNamed(last.getIssuerX500Principal());
    if (sameName.isPresent()) {
      return TrustSentences.sameNameOtherKey(peer, validation, last, sameName.get());
    }
    if (selfSigned) {
      return proved(
          TrustSentences.untrustedRootSent(peer, validation, last),
          upTo(path, path.certificates().get(path.certificates().size() - 2)),
          Words.name(last.getSubjectX500Principal()),
          anchorOf(last));
    }
    MissingIssuer missing = MissingIssuer.behind(path, failure, validation);
    switch (missing) {
      case ROOT:
        return MissingIssuerSentences.root(peer, validation, last);
      case INTERMEDIATE:
        return MissingIssuerSentences.intermediate(peer, last);
      default:
        return MissingIssuerSentences.either(
            peer, validation, last, missing == MissingIssuer.ROOT_BY_NAME);
    }
  }

  /** Names are no proof: whoever likes can put a public root's name into a certificate. */
  private boolean issued(PublicRoot root, X509Certificate certificate) {
    return root.anchor()
        .map(anchor -> signatures.verify(certificate, CertificationPath.keyOf(anchor)))
        .orElse(true);
  }

  private static CertificationPath upTo(CertificationPath path, X509Certificate last) {
    int end = path.certificates().indexOf(last) + 1;
    return CertificationPath.of(
        path.certificates().subList(0, end), Optional.empty(), Collections.<Integer>emptyList());
  }

  private static Optional<TrustAnchor> anchorOf(X509Certificate certificate) {
    return Optional.of(new TrustAnchor(certificate, null));
  }

  private Optional<TrustAnchor> anchorNamed(X500Principal name) {
    for (TrustAnchor anchor : validation.trust().anchors()) {
      if (CertificationPath.nameOf(anchor).equals(name)) {
        return Optional.of(anchor);
      }
    }
    return Optional.empty();
  }

  /** Validates again with the anchor that is missing, and is sure if that passes. */
  private Diagnosis.Builder proved(
      Diagnosis.Builder diagnosis,
      CertificationPath path,
      String root,
      Optional<TrustAnchor> anchor) {
    if (!anchor.isPresent()) {
      return diagnosis;
    }
    CertificationPath anchored =
        CertificationPath.of(path.certificates(), anchor, Collections.<Integer>emptyList());
    boolean passes = PathRun.over(anchored, validation.trust(), at).run().passes();
    return diagnosis
        .confidence(passes ? Confidence.PROVED : Confidence.LIKELY)
        .counterfactuals(
            Collections.singletonList(Counterfactual.of(root + " as a trust anchor", passes)));
  }

  /** Where the issuer is another than before, either the peer moved or something is in between. */
  private List<Alternative> alternatives(Cause cause, X509Certificate leaf) {
    String now = leaf.getIssuerX500Principal().getName();
    return failure
        .lastGood()
        .filter(before -> !before.issuer().equals(now))
        .map(
            before ->
                cause == Cause.CHAIN_INTERCEPTED
                    ? InterceptionSentences.movedToOtherAuthority(leaf)
                    : InterceptionSentences.since(leaf, before.issuer()))
        .map(Collections::singletonList)
        .orElse(Collections.<Alternative>emptyList());
  }
}
