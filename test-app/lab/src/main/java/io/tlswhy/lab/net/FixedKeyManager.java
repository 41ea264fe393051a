package io.tlswhy.lab.net;

import io.tlswhy.lab.pki.Identity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Always the same identity, unasked and unchecked: a usual key manager would refuse to send the
 * broken chains that the lab is for.
 */
final class FixedKeyManager extends X509ExtendedKeyManager {
  private static final String ALIAS = "lab";

  private final Identity identity;

  FixedKeyManager(Identity identity) {
    this.identity = identity;
  }

  private @Nullable String aliasFor(String keyType) {
    String own = identity.key().getAlgorithm();
    boolean fits = keyType.startsWith(own) || (keyType.equals("RSASSA-PSS") && own.equals("RSA"));
    return fits ? ALIAS : null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return ALIAS;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return aliasFor(keyType);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal[] issuers, SSLEngine engine) {
    return aliasFor(keyType);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identity.chain().toArray(new X509Certificate[0]);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identity.key();
  }
}
