package io.tlswhy.cli.explain;

import com.google.auto.value.AutoValue;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import java.util.BitSet;
import java.util.List;

/** One signature and the causes that it leaves open, most frequent first. */
@AutoValue
abstract class Rule {
  /** A rule. */
  static Rule of(
      String name,
      List<Condition> conditions,
      Confidence confidence,
      List<Cause> causes,
      String sentence,
      boolean secondary,
      boolean fallback) {
    return new AutoValue_Rule(name, conditions, confidence, causes, sentence, secondary, fallback);
  }

  abstract String name();

  /** It applies if one of them holds. */
  abstract List<Condition> conditions();

  /** How sure the first cause is. */
  abstract Confidence confidence();

  /** The causes, most frequent first; never empty. */
  abstract List<Cause> causes();

  /** The sentence, with {@code $facts} to be filled in. */
  abstract String sentence();

  /** Whether the text is usually the consequence of another failure in the same log. */
  abstract boolean secondary();

  /** Whether it says nothing where another rule applies. */
  abstract boolean fallback();

  /** Whether the rule applies to a text with those literals and facts. */
  boolean applies(BitSet found, Facts facts) {
    for (Condition condition : conditions()) {
      if (condition.holds(found, facts)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the literals allow the rule, whatever the facts say. */
  boolean mayApply(BitSet found) {
    for (Condition condition : conditions()) {
      if (condition.literalsHold(found)) {
        return true;
      }
    }
    return false;
  }

  /** Literals that must all be there, and some that must not. */
  @AutoValue
  abstract static class Condition {
    static Condition of(
        List<BitSet> required, List<BitSet> forbidden, List<String> facts, List<String> notFacts) {
      return new AutoValue_Rule_Condition(required, forbidden, facts, notFacts);
    }

    /** Of each set, one literal must be there. */
    abstract List<BitSet> required();

    /** Of each set, none may be there. */
    abstract List<BitSet> forbidden();

    /** Conditions on the facts that must hold. */
    abstract List<String> facts();

    /** Conditions on the facts that must not hold. */
    abstract List<String> notFacts();

    boolean literalsHold(BitSet found) {
      for (BitSet anyOf : required()) {
        if (!found.intersects(anyOf)) {
          return false;
        }
      }
      for (BitSet noneOf : forbidden()) {
        if (found.intersects(noneOf)) {
          return false;
        }
      }
      return true;
    }

    boolean holds(BitSet found, Facts facts) {
      if (!literalsHold(found)) {
        return false;
      }
      for (String fact : facts()) {
        if (!facts.holds(fact)) {
          return false;
        }
      }
      for (String fact : notFacts()) {
        if (facts.holds(fact)) {
          return false;
        }
      }
      return true;
    }
  }
}
