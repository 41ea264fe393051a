package io.tlswhy.probe.ldap;

import io.tlswhy.evidence.LookupKind;
import io.tlswhy.fuzz.FedSocket;
import io.tlswhy.fuzz.Octets;
import java.io.IOException;
import java.net.URI;

/** A directory's answers, or a certificate's pointer into one. The first octet chooses. */
public final class LdapTarget {
  private static final long MOST_OCTETS = 1 << 20;
  private static final LdapQuery QUERY =
      LdapQuery.of(
          URI.create("ldap://directory.ca.test/cn=CA?certificateRevocationList;binary"),
          LookupKind.CRL);

  private LdapTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Octets octets = new Octets(input);
    if (octets.next() % 4 == 0) {
      pointer(octets.text());
    } else {
      answer(octets.rest());
    }
  }

  private static void answer(byte[] answer) {
    LdapExchange exchange = new LdapExchange(QUERY, MOST_OCTETS);
    try {
      exchange.run(new FedSocket(answer)).line();
    } catch (IOException noLdap) {
      // What is no LDAP ends so, and the caller tells it.
      exchange.progress();
    }
  }

  private static void pointer(String text) {
    URI url;
    try {
      url = new URI("ldap://directory.ca.test/" + text);
    } catch (java.net.URISyntaxException noUri) {
      return;
    }
    LdapQuery query = LdapQuery.of(url, LookupKind.CA_ISSUERS);
    try {
      LdapFilter.encode(query.filter());
    } catch (IllegalArgumentException promised) {
      // The filter is one that the agent cannot put.
      return;
    }
  }
}
