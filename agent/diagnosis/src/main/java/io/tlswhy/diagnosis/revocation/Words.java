package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Stage;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/** The names of things in sentences, bounded in length. */
final class Words {
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_URL = 160;
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
  private static final Pattern IPV6 =
      Pattern.compile("\\[[0-9A-Fa-f:]{2,39}(\\d{1,3}(\\.\\d{1,3}){3})?]");
  private static final Pattern SHELL_SAFE =
      Pattern.compile("[A-Za-z0-9:/?&=%.,_~+@\\[\\]-]{1,500}");

  private Words() {}

  /** A certificate by its subject. */
  static String certificate(X509Certificate certificate) {
    return name(certificate.getSubjectX500Principal());
  }

  static String name(X500Principal principal) {
    return cut(principal.getName(), LONGEST_NAME);
  }

  static String url(URI url) {
    return cut(url.toString(), LONGEST_URL);
  }

  /** The other end, with its port; empty if nothing is known of it. */
  static String peer(Peer peer) {
    return peer.port() < 0 || peer.name().isEmpty()
        ? cut(peer.name(), LONGEST_NAME)
        : cut(peer.name(), LONGEST_NAME) + " port " + peer.port();
  }

  /** What is looked up at an endpoint, with its address. */
  static String endpoint(Pointer pointer) {
    return noun(pointer.kind()) + " " + url(pointer.url());
  }

  static String noun(LookupKind kind) {
    switch (kind) {
      case OCSP:
        return "OCSP responder";
      case CRL:
        return "CRL";
      case CA_ISSUERS:
        return "issuer's certificate";
    }
    throw new AssertionError(kind);
  }

  /** What an endpoint of that kind answers with. */
  static String answer(LookupKind kind) {
    return kind == LookupKind.OCSP ? "OCSP response" : noun(kind);
  }

  /** What came of a connection to one address. */
  static String connectResult(Stage stage) {
    switch (stage.result()) {
      case OK:
        return "connected";
      case REFUSED:
        return "refused";
      case RESET:
        return "reset";
      case TIMEOUT:
        return "no answer within " + Times.span(stage.took());
      case UNREACHABLE:
        return unreachable(stage.detail());
      case EOF:
        return "closed";
      default:
        return stage.result().name().toLowerCase(Locale.ROOT);
    }
  }

  /** The system's own words, such as "Operation not permitted", tell the one from the other. */
  private static String unreachable(String detail) {
    // Before them a stage says its port, or what names the proxy.
    int before = detail.indexOf(": ");
    String said = before < 0 ? "" : detail.substring(before + 2);
    return "there is no route, or a firewall forbids it"
        + (said.isEmpty() ? "" : ", for the system says \"" + cut(said, LONGEST_NAME) + "\"");
  }

  /**
   * Whether a host is a plain name or address (IPv6 in brackets), fit for a rule that is handed to
   * a firewall.
   */
  static boolean isPlainHost(String host) {
    return HOST.matcher(host).matches() || IPV6.matcher(host).matches();
  }

  /** Whether a text may stand between single quotes in a shell command. */
  static boolean isShellSafe(String text) {
    return SHELL_SAFE.matcher(text).matches();
  }

  static String list(List<String> parts) {
    return String.join(", ", parts);
  }

  /** Joins with commas and an "and" before the last. */
  static String sentenceList(List<String> parts) {
    int last = parts.size() - 1;
    return last <= 0
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
