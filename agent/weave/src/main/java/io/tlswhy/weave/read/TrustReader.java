package io.tlswhy.weave.read;

import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustSettings.Algorithm;
import java.security.GeneralSecurityException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a trust manager trusts, without asking the trust manager.
 *
 * <p>Of the application's own managers only the class is known: none of their methods is called.
 */
final class TrustReader {
  private static final int MOST_ENTRIES = 10_000;

  private TrustReader() {}

  /** Whether that is the platform's own trust manager. */
  static boolean isPlatforms(@Nullable Object manager) {
    return Mirror.of(manager).className().equals("sun.security.ssl.X509TrustManagerImpl");
  }

  /** The trust manager itself, out of the wrapper that JSSE puts around a plain one. */
  static @Nullable Object unwrapped(Mirror manager) {
    Mirror inner =
        manager.className().equals("sun.security.ssl.AbstractTrustManagerWrapper")
            ? manager.field("tm")
            : manager;
    return inner.as(Object.class).orElse(null);
  }

  /** The settings of that trust manager. */
  static TrustSettings read(@Nullable Object manager) {
    Mirror mirror = Mirror.of(manager);
    if (!isPlatforms(manager)) {
      return TrustSettings.builder(Algorithm.CUSTOM, mirror.className()).build();
    }
    Algorithm algorithm =
        mirror.field("validatorType").text().equals("PKIX") ? Algorithm.PKIX : Algorithm.SIMPLE;
    TrustSettings.Builder settings =
        TrustSettings.builder(algorithm, mirror.className())
            .anchorsKnown(true)
            .origin(TrustStoreReader.read(mirror));
    Mirror parameters = mirror.field("pkixParams");
    return parameters.isPresent()
        ? withParameters(settings, parameters).build()
        : settings.anchors(anchors(mirror.field("trustedCerts"))).build();
  }

  private static List<TrustAnchor> anchors(Mirror certificates) {
    List<TrustAnchor> anchors = new ArrayList<TrustAnchor>();
    for (Object certificate : certificates.elements()) {
      if (certificate instanceof X509Certificate && anchors.size() < MOST_ENTRIES) {
        anchors.add(new TrustAnchor((X509Certificate) certificate, null));
      }
    }
    return anchors;
  }

  private static TrustSettings.Builder withParameters(
      TrustSettings.Builder settings, Mirror parameters) {
    List<TrustAnchor> anchors = new ArrayList<TrustAnchor>();
    for (Object anchor : parameters.field("unmodTrustAnchors").elements()) {
      if (anchor instanceof TrustAnchor && anchors.size() < MOST_ENTRIES) {
        anchors.add((TrustAnchor) anchor);
      }
    }
    List<String> policies = new ArrayList<String>();
    for (Object policy : parameters.field("unmodInitialPolicies").elements()) {
      policies.add(String.valueOf(policy));
    }
    Date date = parameters.field("date").as(Date.class).orElse(null);
    if (date != null) {
      settings.date(date.toInstant());
    }
    return settings
        .anchors(anchors)
        .initialPolicies(policies)
        .explicitPolicyRequired(parameters.field("explicitPolicyRequired").isTrue())
        .policyMappingInhibited(parameters.field("policyMappingInhibited").isTrue())
        .anyPolicyInhibited(parameters.field("anyPolicyInhibited").isTrue())
        .maxPathLength((int) parameters.field("maxPathLength").number(5))
        .certStores(certStores(parameters.field("certStores")));
  }

  private static List<CertStore> certStores(Mirror stores) {
    List<CertStore> copies = new ArrayList<CertStore>();
    for (Object store : stores.elements()) {
      Mirror content = Mirror.of(store).field("storeSpi").field("coll");
      if (content.isPresent()) {
        copies.addAll(copy(content.elements()));
      }
    }
    return copies;
  }

  private static List<CertStore> copy(List<?> content) {
    List<?> bounded = content.subList(0, Math.min(content.size(), MOST_ENTRIES));
    try {
      return Collections.singletonList(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(bounded)));
    } catch (GeneralSecurityException e) {
      return Collections.emptyList();
    }
  }
}
