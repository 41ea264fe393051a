package io.tlswhy.weave.memory;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.IssuerChange;
import io.tlswhy.evidence.LastGoodChain;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which peers were accepted with a certificate of one issuer and then refused with one of another,
 * by that new issuer: what inspects TLS shows itself by being everybody's.
 *
 * <p>64 issuers and eight peers of each; the least recently seen ones go.
 */
public final class NewIssuers {
  private static final int MOST_ISSUERS = 64;
  private static final int MOST_PEERS = 8;
  private static final String AUTHORITY_KEY = "2.5.29.35";

  private final Map<String, Map<String, IssuerChange>> issuers =
      NewIssuers.<Map<String, IssuerChange>>bounded(MOST_ISSUERS);

  /**
   * Remembers the failure if its peer's issuer is a new one.
   *
   * @param leaf the certificate that was refused
   * @return the other peers that came to show the same issuer; empty if this one did not
   */
  public List<IssuerChange> refused(
      HandshakeFailure failure, X509Certificate leaf, LastGoodChain before) {
    String issuer = leaf.getIssuerX500Principal().getName();
    String host = failure.peer().host();
    if (host.isEmpty() || before.issuer().equals(issuer)) {
      return Collections.emptyList();
    }
    // Two authorities may have one name, and mostly say which key they sign with.
    String key = issuer + ' ' + Arrays.hashCode(leaf.getExtensionValue(AUTHORITY_KEY));
    synchronized (issuers) {
      Map<String, IssuerChange> peers = issuers.get(key);
      if (peers == null) {
        peers = bounded(MOST_PEERS);
        issuers.put(key, peers);
      }
      peers.put(host, IssuerChange.of(host, before.issuer(), failure.at()));
      List<IssuerChange> others = new ArrayList<IssuerChange>(peers.values());
      others.remove(peers.get(host));
      return others;
    }
  }

  private static <V> Map<String, V> bounded(final int most) {
    return new LinkedHashMap<String, V>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }
}
