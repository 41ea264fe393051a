package io.tlswhy.diagnosis.revocation;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.util.Locale;

/** One address that a certificate (or a setting) names for its revocation status. */
@AutoValue
abstract class Pointer {
  Pointer() {}

  static Pointer of(LookupKind kind, URI url) {
    return new AutoValue_Pointer(kind, url);
  }

  abstract LookupKind kind();

  abstract URI url();

  /** The host as the URL spells it; empty if there is none. */
  final String host() {
    String host = url().getHost();
    return host == null ? "" : host;
  }

  /** The port, or the scheme's own. */
  final int port() {
    if (url().getPort() >= 0) {
      return url().getPort();
    }
    switch (scheme()) {
      case "https":
        return 443;
      case "ldap":
        return 389;
      case "ldaps":
        return 636;
      default:
        return 80;
    }
  }

  final String scheme() {
    String scheme = url().getScheme();
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  /** Whether a directory is asked, and not a web server. */
  final boolean isLdap() {
    return scheme().equals("ldap") || scheme().equals("ldaps");
  }

  /** Host and port as in a sentence. */
  final String place() {
    return host() + " port " + port();
  }

  /** Host and port as in an incident's key. */
  final String hostPort() {
    return host() + ":" + port();
  }
}
