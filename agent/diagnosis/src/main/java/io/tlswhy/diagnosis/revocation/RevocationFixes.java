package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What to change so that a certificate's status becomes known: word for word, as it can be handed
 * to whoever has to do it.
 *
 * <p>Never anything that leaves the check out, or trusts on a peer's word.
 */
final class RevocationFixes {
  private static final String USE_GET = "com.sun.security.ocsp.useget";

  private final CaHosts hosts;
  private final ProxyFixes proxyFixes;
  private final int feature;
  private final boolean asksByGet;

  RevocationFixes(CaHosts hosts, JvmProxies proxies, JvmFacts jvm) {
    this.hosts = hosts;
    this.proxyFixes = new ProxyFixes(proxies);
    this.feature = jvm.feature();
    String useGet = jvm.systemProperties().getOrDefault(USE_GET, "true");
    this.asksByGet = feature >= 17 && !useGet.equalsIgnoreCase("false");
  }

  /** What to do about a revoked certificate. */
  static String renew(Need need, HandshakeFailure failure) {
    if (need.position() > 0) {
      return "The peer's operator must get a certificate from another issuer than "
          + Words.certificate(need.subject())
          + " and install it with its chain.";
    }
    return failure.role() == Role.SERVER
        ? "The client must get a new certificate from "
            + Words.name(need.subject().getIssuerX500Principal())
            + " with a new key, and use that."
        : "The operator of "
            + (failure.peer().name().isEmpty() ? "the peer" : failure.peer().name())
            + " must install a new certificate with a new key.";
  }

  /** What to do, in words. */
  String words(Obstacle obstacle) {
    Pointer pointer = obstacle.pointer();
    String operator = Words.name(obstacle.need().subject().getIssuerX500Principal());
    switch (obstacle.cause()) {
      case REVOCATION_BLOCKED:
        return egressWords(obstacle);
      case REVOCATION_PROXY_REQUIRED:
        return proxyFixes.ifRequired(obstacle);
      case REVOCATION_PROXY:
        return ProxyFixes.ifFailing(obstacle);
      case REVOCATION_DNS:
        return "Make the name "
            + pointer.host()
            + " resolvable for this host, or correct its name server"
            + obstacle
                .workingWay()
                .filter(ProxyFixes::isProxy)
                .map(proxy -> "; or go through the proxy " + proxy + ", which resolves it")
                .orElse("")
            + ".";
      case REVOCATION_INTERCEPTED:
        return "Have whoever runs the filter or portal on the way let "
            + pointer.place()
            + " through unchanged.";
      case REVOCATION_RESPONSE_STALE:
        return isFuture(obstacle)
            ? "Set this machine's clock right (compare it with a time server); if it is right,"
                + " report the date to the operator of "
                + operator
                + "."
            : "Have the operator of "
                + operator
                + " publish a fresh "
                + Words.answer(pointer.kind())
                + ", or clear the cache on the way that keeps the old one; if this machine's clock is"
                + " wrong, set it.";
      case REVOCATION_RESPONDER_ERROR:
        if (byTheOtherMethod(obstacle)) {
          return methodWords(operator);
        }
        return "Report it to the operator of "
            + operator
            + ", who runs "
            + pointer.place()
            + "; if the error is temporary, the next attempt passes.";
      case REVOCATION_UNKNOWN:
        return "Ask the operator of "
            + operator
            + " whether it issued serial number "
            + obstacle.need().subject().getSerialNumber().toString(16)
            + "; a certificate issued minutes ago becomes known by itself.";
      case REVOCATION_SLOW:
        return slowWords(obstacle);
      default:
        if (obstacle.octets().isPresent()) {
          return "Let this JVM take a CRL of that size: start it with -D"
              + CrlLimit.PROPERTY
              + "="
              + 2 * obstacle.octets().get()
              + " (restart needed; its memory must hold it), and ask the operator of "
              + operator
              + " for smaller CRLs or a responder.";
        }
        Optional<String> signer = obstacle.verdict().flatMap(ContentVerdict::missingSigner);
        if (signer.isPresent()) {
          return "Give the application's PKIXParameters a CertStore with the certificate of "
              + signer.get()
              + ", which the operator of "
              + operator
              + " can send, and start this JVM with -Dcom.sun.security.enableCRLDP=true, since Java"
              + " looks up the status of that one by its properties alone; or have the operator"
              + " publish CRLs of its own.";
        }
        return "Report to the operator of "
            + operator
            + " what its "
            + Words.answer(pointer.kind())
            + " at "
            + Words.url(pointer.url())
            + " lacks.";
    }
  }

  private static boolean isFuture(Obstacle obstacle) {
    return obstacle.verdict().filter(ContentVerdict::fromTheFuture).isPresent();
  }

  /** Whether the same way works with the other method. */
  private static boolean byTheOtherMethod(Obstacle obstacle) {
    return obstacle.pointer().kind() == LookupKind.OCSP
        && !obstacle.proxy().isPresent()
        && obstacle.workingWay().filter("direct"::equals).isPresent();
  }

  private String methodWords(String operator) {
    if (asksByGet) {
      return "Let this JVM ask by POST, which works: start it with -D"
          + USE_GET
          + "=false (restart needed); and report to the operator of "
          + operator
          + " that GET fails.";
    }
    return (feature >= 17
            ? "Let this JVM ask by GET, which works: start it without -D"
                + USE_GET
                + "=false (restart needed)"
            : "Ask by GET, which works, as Java 17 and later do, or let POST through")
        + "; and report to the operator of "
        + operator
        + " that POST fails.";
  }

  private String egressWords(Obstacle obstacle) {
    Pointer pointer = obstacle.pointer();
    if (!Words.isPlainHost(pointer.host())) {
      return "";
    }
    if (obstacle.deadAddresses().isEmpty() && !obstacle.liveAddresses().isEmpty()) {
      return "Allow TCP from this host to "
          + pointer.place()
          + ", and let what is sent over it pass; the connection itself is accepted ("
          + Words.list(obstacle.liveAddresses())
          + ").";
    }
    StringBuilder words = new StringBuilder();
    if (isIpv6Only(obstacle)) {
      words.append(
          "Start this JVM with -Djava.net.preferIPv6Addresses=false (restart needed), so that it"
              + " takes IPv4; or mend IPv6: ");
    }
    words.append(words.length() == 0 ? "Allow" : "allow");
    words.append(" TCP from this host to ").append(pointer.place());
    if (!obstacle.deadAddresses().isEmpty()) {
      words.append(" (").append(Words.list(obstacle.deadAddresses())).append(")");
    }
    Optional<CaHosts.Rule> rule = hosts.ruleFor(pointer.host());
    if (rule.isPresent()) {
      words
          .append("; ")
          .append(rule.get().authority())
          .append(" changes these hosts, so better allow ")
          .append(rule.get().wildcard())
          .append(" port ")
          .append(pointer.port());
    }
    words.append('.');
    if (!obstacle.liveAddresses().isEmpty()) {
      words.append(" (").append(Words.list(obstacle.liveAddresses())).append(" can be reached.)");
    }
    return words.toString();
  }

  /** Whether IPv6 is dead and IPv4 is not. */
  private static boolean isIpv6Only(Obstacle obstacle) {
    return !obstacle.deadAddresses().isEmpty()
        && !obstacle.liveAddresses().isEmpty()
        && obstacle.deadAddresses().stream().allMatch(address -> address.indexOf(':') >= 0)
        && obstacle.liveAddresses().stream().allMatch(address -> address.indexOf(':') < 0);
  }

  private String slowWords(Obstacle obstacle) {
    return "Find out what delays "
        + obstacle.pointer().place()
        + timeoutProperties(obstacle)
            .map(properties -> "; until then let this JVM wait longer with " + properties)
            .orElse("")
        + ".";
  }

  /**
   * The properties that give the endpoint twice the time that it needed; none if it is not known.
   */
  private Optional<String> timeoutProperties(Obstacle obstacle) {
    if (!obstacle.answerTook().isPresent()) {
      return Optional.empty();
    }
    String name = timeoutProperty(obstacle);
    String seconds = timeoutSeconds(obstacle.answerTook().get());
    return Optional.of(
        feature >= 17
            ? "-D" + name + ".readtimeout=" + seconds + " (restart needed)"
            : "-D" + name + ".timeout=" + seconds + " (restart needed)");
  }

  private static String timeoutProperty(Obstacle obstacle) {
    return obstacle.pointer().kind() == LookupKind.OCSP
        ? "com.sun.security.ocsp"
        : "com.sun.security.crl";
  }

  private static String timeoutSeconds(Duration took) {
    return String.valueOf(2 * ((took.toMillis() + 999) / 1000));
  }

  /** The same for a machine. */
  List<Fix> forMachines(Obstacle obstacle) {
    Pointer pointer = obstacle.pointer();
    List<Fix> fixes = new ArrayList<>();
    switch (obstacle.cause()) {
      case REVOCATION_BLOCKED:
        if (isIpv6Only(obstacle)) {
          fixes.add(Fix.of(Fix.Kind.PROPERTY, "java.net.preferIPv6Addresses", "false", true));
        }
        if (Words.isPlainHost(pointer.host())) {
          fixes.add(Fix.of(Fix.Kind.EGRESS, "allow", pointer.hostPort(), false));
          hosts
              .ruleFor(pointer.host())
              .ifPresent(
                  rule ->
                      fixes.add(
                          Fix.of(
                              Fix.Kind.EGRESS,
                              "allow",
                              rule.wildcard() + ":" + pointer.port(),
                              false)));
        }
        return fixes;
      case REVOCATION_PROXY_REQUIRED:
        return ProxyFixes.properties(obstacle);
      case REVOCATION_PROXY:
        return proxyFixes.ifFailingForMachines(obstacle);
      case REVOCATION_DNS:
        return Collections.singletonList(Fix.of(Fix.Kind.OTHER, "resolve", pointer.host(), false));
      case REVOCATION_INTERCEPTED:
        return Collections.singletonList(
            Fix.of(Fix.Kind.OTHER, "exempt", pointer.hostPort(), false));
      case REVOCATION_SLOW:
        obstacle
            .answerTook()
            .ifPresent(
                took ->
                    fixes.add(
                        Fix.of(
                            Fix.Kind.PROPERTY,
                            timeoutProperty(obstacle)
                                + (feature >= 17 ? ".readtimeout" : ".timeout"),
                            timeoutSeconds(took),
                            true)));
        return fixes;
      default:
        if (obstacle.octets().isPresent()) {
          String most = Long.toString(2 * obstacle.octets().get());
          return Collections.singletonList(
              Fix.of(Fix.Kind.PROPERTY, CrlLimit.PROPERTY, most, true));
        }
        return Collections.singletonList(
            Fix.of(Fix.Kind.CA, "report", pointer.url().toString(), false));
    }
  }
}
