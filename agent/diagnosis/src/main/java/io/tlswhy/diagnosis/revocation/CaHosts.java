package io.tlswhy.diagnosis.revocation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of public CAs' revocation hosts: the wildcard that also covers the host that the
 * CA's next intermediate will name. The only source of wildcards: a rule made from a certificate's
 * own text could open more than its CA.
 */
final class CaHosts {
  private static final String FILE = "ca-hosts.tsv";

  private static final CaHosts BUNDLED = read();

  private final List<Rule> rules;

  private CaHosts(List<Rule> rules) {
    this.rules = rules;
  }

  /** The data that comes with this class, read once. */
  static CaHosts bundled() {
    return BUNDLED;
  }

  private static CaHosts read() {
    List<Rule> rules = new ArrayList<>();
    try (InputStream stream = CaHosts.class.getResourceAsStream(FILE)) {
      if (stream != null) {
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] fields = line.split("\t", -1);
          if (!line.startsWith("#") && fields.length == 2) {
            rules.add(new Rule(fields[0], fields[1]));
          }
        }
      }
    } catch (IOException unreadable) {
      // Without the data, rules are made host by host.
    }
    return new CaHosts(rules);
  }

  /** The wildcard rule for a host, if a known CA's. */
  Optional<Rule> ruleFor(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    for (Rule rule : rules) {
      if (name.endsWith(rule.wildcard.substring(1))) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** A wildcard and whose it is. */
  static final class Rule {
    private final String wildcard;
    private final String authority;

    Rule(String wildcard, String authority) {
      this.wildcard = wildcard;
      this.authority = authority;
    }

    String wildcard() {
      return wildcard;
    }

    String authority() {
      return authority;
    }
  }
}
