package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code jdk.certpath.disabledAlgorithms} or {@code jdk.tls.disabledAlgorithms}, such
 * as {@code RSA keySize < 1024} or {@code SHA1 jdkCA & usage TLSServer}.
 */
@AutoValue
abstract class DisabledAlgorithm {
  private static final Pattern KEY_SIZE = Pattern.compile("keysize\\s*(<=|<|==|!=|>=|>)\\s*(\\d+)");
  private static final Pattern DENY_AFTER = Pattern.compile("denyafter\\s+(\\d{4}-\\d{2}-\\d{2})");
  private static final String CURVES = "jdk.disabled.namedCurves";

  DisabledAlgorithm() {}

  /**
   * The entries of a security property, with those of the curves' property where it includes it.
   */
  static List<DisabledAlgorithm> of(Map<String, String> securityProperties, String property) {
    List<DisabledAlgorithm> entries = new ArrayList<>();
    for (String entry : split(securityProperties.get(property))) {
      if (entry.equalsIgnoreCase("include " + CURVES)) {
        for (String curve : split(securityProperties.get(CURVES))) {
          entries.add(new AutoValue_DisabledAlgorithm(CURVES, curve));
        }
      } else {
        entries.add(new AutoValue_DisabledAlgorithm(property, entry));
      }
    }
    return entries;
  }

  private static List<String> split(@Nullable String value) {
    if (value == null) {
      return Collections.emptyList();
    }
    List<String> entries = new ArrayList<>();
    for (String entry : value.replace("\"", "").split(",", -1)) {
      if (!entry.trim().isEmpty()) {
        entries.add(entry.trim());
      }
    }
    return entries;
  }

  /** The security property that holds the entry. */
  abstract String property();

  /** The entry as it stands there. */
  abstract String entry();

  private String name() {
    int space = entry().indexOf(' ');
    String name = space < 0 ? entry() : entry().substring(0, space);
    return name.replace("SHA-", "SHA").toUpperCase(Locale.ROOT);
  }

  private List<String> conditions() {
    int space = entry().indexOf(' ');
    List<String> conditions = new ArrayList<>();
    if (space >= 0) {
      for (String part : entry().substring(space + 1).split("&", -1)) {
        conditions.add(part.trim().toLowerCase(Locale.ROOT));
      }
    }
    return conditions;
  }

  /** Whether it forbids a key of one of those names and that size. */
  boolean forbidsKey(Set<String> names, int size, Circumstances circumstances) {
    return names.contains(name()) && holds(Optional.of(size), circumstances);
  }

  /** The smallest key that its condition on the size leaves, in bits; 0 if it has none. */
  int leastKeySize() {
    for (String condition : conditions()) {
      Matcher size = KEY_SIZE.matcher(condition);
      if (size.matches() && size.group(1).startsWith("<")) {
        return Integer.parseInt(size.group(2)) + (size.group(1).equals("<=") ? 1 : 0);
      }
    }
    return 0;
  }

  /** Whether it forbids a signature that is made of algorithms of those names. */
  boolean forbidsSignature(Set<String> names, Circumstances circumstances) {
    return names.contains(name()) && holds(Optional.empty(), circumstances);
  }

  private boolean holds(Optional<Integer> keySize, Circumstances circumstances) {
    for (String condition : conditions()) {
      Matcher size = KEY_SIZE.matcher(condition);
      Matcher after = DENY_AFTER.matcher(condition);
      boolean holds;
      if (size.matches()) {
        holds =
            keySize.isPresent()
                && compares(keySize.get(), size.group(1), Integer.parseInt(size.group(2)));
      } else if (after.matches()) {
        Instant limit = Instant.parse(after.group(1) + "T00:00:00Z");
        holds = !circumstances.at().isBefore(limit);
      } else if (condition.startsWith("usage")) {
        holds = circumstances.usedFor(condition);
      } else {
        holds = "jdkca".equals(condition) && circumstances.publicRoot().getAsBoolean();
      }
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean compares(int size, String operator, int limit) {
    switch (operator) {
      case "<":
        return size < limit;
      case "<=":
        return size <= limit;
      case ">":
        return size > limit;
      case ">=":
        return size >= limit;
      case "==":
        return size == limit;
      default:
        return size != limit;
    }
  }

  /** What an entry's conditions ask about. */
  @AutoValue
  abstract static class Circumstances {
    Circumstances() {}

    static Circumstances of(Instant at, BooleanSupplier publicRoot, String usage) {
      return new AutoValue_DisabledAlgorithm_Circumstances(at, publicRoot, usage);
    }

    abstract Instant at();

    /** Whether the anchor is one that the JDK ships. */
    abstract BooleanSupplier publicRoot();

    /** {@code tlsserver} or {@code tlsclient}. */
    abstract String usage();

    final boolean usedFor(String condition) {
      for (String usage : condition.substring("usage".length()).trim().split("\\s+", -1)) {
        if (usage.equals(usage())) {
          return true;
        }
      }
      return false;
    }
  }
}
