package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Fix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One thing that is wrong with a certification path, found by a rule, and what to do about it. */
@AutoValue
abstract class Fault {
  Fault() {}

  /** Who of the JDK enforces the rule that was broken, and so can confirm the fault. */
  enum Enforcer {
    /** The certification path validator. */
    VALIDATOR,
    /** The trust manager, after the path has been validated: uses, policies on authorities. */
    TRUST_MANAGER,
    /** The trust manager's comparison of names, the last of its checks. */
    NAME_CHECK
  }

  /** A fault of the certificate at that position, 0 for the peer's own. */
  static Fault of(
      Cause cause, Enforcer enforcer, int position, String summary, String fix, Fix... fixes) {
    return new AutoValue_Fault(
        cause,
        enforcer,
        position,
        summary,
        fix,
        Optional.empty(),
        Collections.unmodifiableList(new ArrayList<>(Arrays.asList(fixes))));
  }

  /** A fault of the peer's own certificate, which its operator has to replace. */
  static Fault ofPeer(Cause cause, Enforcer enforcer, String summary, String fix) {
    return of(cause, enforcer, 0, summary, fix, Fixes.server("certificate", ""));
  }

  /** The same fault, which that entry of a security property makes one. */
  final Fault disabledBy(DisabledAlgorithm entry) {
    return new AutoValue_Fault(
        cause(), enforcer(), position(), summary(), fix(), Optional.of(entry), fixes());
  }

  /** What it is. */
  abstract Cause cause();

  /** Who enforces the rule. */
  abstract Enforcer enforcer();

  /** Which certificate it is about; the number of certificates stands for the trust anchor. */
  abstract int position();

  /** The sentence. */
  abstract String summary();

  /** What to do and by whom. */
  abstract String fix();

  /** The entry of a security property without which it would be none. */
  abstract Optional<DisabledAlgorithm> disabledBy();

  /** The same for a machine. */
  abstract List<Fix> fixes();
}
