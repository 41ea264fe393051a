package io.tlswhy.diagnosis.path;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What is known of the world, read from the data files once and only when it is asked for. */
final class Knowledge {
  private Knowledge() {}

  /** The public roots. */
  static PublicRoots publicRoots() {
    return Roots.LOADED;
  }

  /** The products that inspect TLS. */
  static InspectingProducts inspectingProducts() {
    return Products.LOADED;
  }

  /** The rules that every path must keep, in the order in which equal faults are told. */
  static List<Rule> rules() {
    return Rules.ALL;
  }

  private static final class Roots {
    static final PublicRoots LOADED = PublicRoots.load();
  }

  private static final class Products {
    static final InspectingProducts LOADED = InspectingProducts.load();
  }

  private static final class Rules {
    static final List<Rule> ALL =
        Collections.unmodifiableList(
            Arrays.asList(
                new SignatureRule(),
                new BlockedCertificateRule(),
                new DateRule(),
                new DistrustRule(),
                new AlgorithmConstraintsRule(Knowledge::publicRoots),
                new BasicConstraintsRule(),
                new PathLengthRule(),
                new KeyUsageRule(),
                new NameConstraintsRule(),
                new CriticalExtensionRule(),
                new ExtendedKeyUsageRule(),
                new MalformedRule(),
                new NameRule()));
  }
}
