package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.diagnosis.path.CrlIssuers;
import io.tlswhy.diagnosis.path.PathRun;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.Validation;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One validation whose revocation part is in question, with what follows from it at once. */
final class Scene {
  private final HandshakeFailure failure;
  private final Validation validation;
  private final CertificationPath path;
  private final List<Need> needs;
  private final Instant at;

  Scene(HandshakeFailure failure, Validation validation, CertificationPath path) {
    this.failure = failure;
    this.validation = validation;
    this.path = path;
    this.needs = Needs.of(path, validation.revocation());
    this.at = validation.trust().date().orElse(failure.at());
  }

  HandshakeFailure failure() {
    return failure;
  }

  Validation validation() {
    return validation;
  }

  CertificationPath path() {
    return path;
  }

  /** What the JVM wants to know, in its order. */
  List<Need> needs() {
    return needs;
  }

  /** The time at which every answer must hold. */
  Instant at() {
    return at;
  }

  /** Who beside its issuer may sign a certificate's CRL, as far as they are at hand. */
  List<X509Certificate> crlIssuers(Need need) {
    return CrlIssuers.of(need.subject(), validation, at);
  }

  /** Whether the path is accepted when revocation is left out. */
  boolean passesWithoutRevocation() {
    return path.anchored() && PathRun.over(path, validation.trust(), at).run().passes();
  }

  /** The JVM's own look-up at a pointer for a certificate: the last one, which decided. */
  Optional<Lookup> lookup(Need need, Pointer pointer) {
    Optional<Lookup> found = Optional.empty();
    for (Lookup lookup : validation.lookups()) {
      Optional<X509Certificate> certificate = lookup.certificate();
      if (lookup.kind() == pointer.kind()
          && lookup.url().equals(pointer.url())
          && (!certificate.isPresent() || certificate.get().equals(need.subject()))) {
        found = Optional.of(lookup);
      }
    }
    return found;
  }

  /** Every look-up that the JVM made for a certificate. */
  List<Lookup> lookups(Need need) {
    List<Lookup> found = new ArrayList<>();
    for (Pointer pointer : need.pointers()) {
      lookup(need, pointer).ifPresent(found::add);
    }
    return found;
  }

  /** The JDK's own rejection, where it names a reason. */
  Optional<CertPathValidatorException> rejection() {
    return Rejections.decisive(validation);
  }

  /** The certificate whose status stopped the validation, as the JDK names it. */
  Optional<Need> rejected() {
    int index = rejection().map(CertPathValidatorException::getIndex).orElse(-1);
    for (Need need : needs) {
      if (need.position() == index) {
        return Optional.of(need);
      }
    }
    return Optional.empty();
  }
}
