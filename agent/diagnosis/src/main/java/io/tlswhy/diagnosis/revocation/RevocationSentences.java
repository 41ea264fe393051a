package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Stage;
import io.tlswhy.evidence.Validation;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the revocation family says is wrong; what to do about it is in {@link RevocationFixes}. */
final class RevocationSentences {
  private RevocationSentences() {}

  /** The summary for an obstacle that kept the JVM from an answer, or from a good one. */
  static String summary(Obstacle obstacle) {
    StringBuilder sentence = new StringBuilder();
    Pointer pointer = obstacle.pointer();
    String certificate = Words.certificate(obstacle.need().subject());
    if (obstacle.cause() == Cause.REVOCATION_SLOW) {
      sentence.append("The ").append(Words.endpoint(pointer)).append(" of ").append(certificate);
      sentence.append(" answers too late: ");
    } else if (isAboutTheAnswer(obstacle.cause())) {
      sentence.append("The answer of the ").append(Words.endpoint(pointer)).append(" for ");
      sentence.append(certificate).append(" is of no use: ");
    } else if (pointer.kind() == LookupKind.OCSP) {
      sentence.append("The ").append(Words.endpoint(pointer)).append(" of ").append(certificate);
      sentence.append(" cannot be asked: ");
    } else {
      sentence.append("The ").append(Words.endpoint(pointer)).append(" of ").append(certificate);
      sentence.append(" cannot be fetched: ");
    }
    sentence.append(obstacle.happened());
    if (obstacle.cause() == Cause.REVOCATION_PROXY_REQUIRED) {
      sentence.append(", but through the proxy ").append(obstacle.workingWay().orElse(""));
      sentence.append(", which this JVM does not use for it");
    }
    sentence.append(", so Java cannot tell whether that certificate is revoked.");
    return sentence.toString();
  }

  private static boolean isAboutTheAnswer(Cause cause) {
    return cause == Cause.REVOCATION_RESPONSE_STALE
        || cause == Cause.REVOCATION_RESPONSE_UNTRUSTED
        || cause == Cause.REVOCATION_UNKNOWN
        || cause == Cause.REVOCATION_INTERCEPTED
        || cause == Cause.REVOCATION_RESPONDER_ERROR;
  }

  /** The summary for a revoked certificate. */
  static String revoked(
      Need need, Optional<Pointer> source, Optional<Instant> since, String reason) {
    return "The "
        + (need.position() == 0 ? "certificate " : "CA certificate ")
        + Words.certificate(need.subject())
        + " (serial number "
        + need.subject().getSerialNumber().toString(16)
        + ") issued by "
        + Words.name(need.subject().getIssuerX500Principal())
        + " was revoked"
        + since.map(time -> " at " + Times.at(time)).orElse("")
        + (reason.isEmpty() ? "" : " (reason " + reason + ")")
        + source.map(pointer -> ", as the " + Words.endpoint(pointer) + " says").orElse("")
        + ".";
  }

  /** The summary for a certificate that names nothing that this JVM may use. */
  static String noPointer(Need need, String offered) {
    return "Java must know whether "
        + Words.certificate(need.subject())
        + " is revoked, but by its settings may use none of the ways that the certificate offers ("
        + offered
        + ").";
  }

  /** A CRL's address in the list of what a certificate offers. */
  static String offeredCrl(URI url) {
    return "CRL " + Words.url(url) + (Needs.isSpoken(url) ? "" : ", a protocol that Java lacks");
  }

  /** The same for an LDAP address that names no host. */
  static String offeredCrlOfNoHost(URI url) {
    return "CRL "
        + Words.url(url)
        + ", which names no host: members of the Windows domain know it, and Java asks port 389 of"
        + " its own machine";
  }

  /** The summary for a certificate whose status is in a directory, which did not tell it. */
  static String directoryNotSeen(Need need, Pointer directory) {
    return "Java cannot tell whether "
        + Words.certificate(need.subject())
        + " is revoked: it got nothing of use from the "
        + Words.endpoint(directory)
        + ".";
  }

  /** What the next handshake will do, of one that has not failed yet. */
  static String foreseen(Peer peer, boolean softFail) {
    return " The next handshake with "
        + Words.peer(peer)
        + (softFail ? " that asks for it will be late." : " that asks for it will fail.");
  }

  /** The summary for a handshake that is or was late. */
  static String late(
      HandshakeFailure handshake, Lookup lookup, Pointer pointer, Optional<String> happened) {
    boolean hanging = lookup.outcome() == Lookup.Outcome.IN_PROGRESS;
    Duration spent = lookup.took().plus(lookup.waited());
    StringBuilder sentence = new StringBuilder("The TLS handshake");
    String peer = Words.peer(handshake.peer());
    if (!peer.isEmpty()) {
      sentence.append(" with ").append(peer);
    }
    if (hanging) {
      sentence.append(" has been waiting ").append(Times.span(spent)).append(" for ");
    } else {
      sentence.append(" was late: ").append(Times.span(spent)).append(" went into ");
    }
    sentence.append("the ").append(Words.endpoint(pointer));
    lookup.certificate().ifPresent(c -> sentence.append(" of ").append(Words.certificate(c)));
    String thread = lookup.thread().orElse(handshake.thread());
    if (!thread.isEmpty()) {
      sentence.append(" (thread ").append(Words.cut(thread, 150)).append(")");
    }
    if (lookup.waited().compareTo(lookup.took()) > 0) {
      sentence
          .append(", ")
          .append(Times.span(lookup.waited()))
          .append(" of it for another thread's look-up of the same");
    }
    if (happened.isPresent()) {
      sentence.append(": ").append(happened.get());
    } else if (hanging) {
      sentence.append(": ").append(pointer.place()).append(" has not answered yet");
    }
    return sentence.append('.').toString();
  }

  /** Behind a summary: the JVM did not ask this time. */
  static String remembered(Lookup lookup) {
    return " (Java did not ask again: for 30 s it repeats an earlier failure"
        + lookup.firstFailure().map(time -> ", here that of " + Times.at(time)).orElse("")
        + ".)";
  }

  /** What is not the matter: the path but for revocation. */
  static String pathIsValid(CertificationPath path) {
    List<String> names = new ArrayList<>();
    for (X509Certificate certificate : path.certificates()) {
      names.add(Words.certificate(certificate));
    }
    path.anchor().ifPresent(anchor -> names.add(Words.name(CertificationPath.nameOf(anchor))));
    return "The chain itself is in order: "
        + String.join(" <- ", names)
        + " is intact, in date and trusted here (validated again with revocation left out).";
  }

  /** Lines of evidence: the JVM's own look-ups. */
  static List<String> lookups(Validation validation) {
    List<String> lines = new ArrayList<>();
    for (Lookup lookup : validation.lookups()) {
      lines.add(lookup(lookup));
    }
    return lines;
  }

  /** A line of evidence: one look-up of the JVM's own. */
  private static String lookup(Lookup lookup) {
    StringBuilder line = new StringBuilder("Java's own look-up, ");
    line.append(lookup.kind() == LookupKind.CA_ISSUERS ? "caIssuers" : lookup.kind().name());
    line.append(' ').append(Words.url(lookup.url()));
    lookup.certificate().ifPresent(c -> line.append(" for ").append(Words.certificate(c)));
    line.append(": ");
    switch (lookup.outcome()) {
      case ANSWERED:
        line.append("answered after ").append(Times.span(lookup.took()));
        break;
      case FAILED:
        line.append("failed after ").append(Times.span(lookup.took()));
        break;
      case REMEMBERED_FAILURE:
        line.append("not made again, since it failed less than 30 s before");
        break;
      case IN_PROGRESS:
        line.append("still without an answer after ").append(Times.span(lookup.took()));
        break;
    }
    lookup
        .error()
        .ifPresent(error -> line.append(" with ").append(Words.cut(error.toString(), 200)));
    if (!lookup.waited().isZero()) {
      line.append(", after waiting ")
          .append(Times.span(lookup.waited()))
          .append(" for another thread's look-up of the same CRL");
    }
    if (lookup.swallowed()) {
      line.append(" (ignored by this JVM's settings)");
    }
    lookup.thread().ifPresent(thread -> line.append(", thread ").append(Words.cut(thread, 60)));
    return line.append('.').toString();
  }

  // What happened, from the JVM's own look-up.

  static String failedBefore(Pointer pointer) {
    return "an earlier look-up at " + pointer.place() + " failed";
  }

  static String attemptFailed(Pointer pointer, Attempt attempt, Lookup lookup) {
    String place = pointer.place();
    String took = Times.span(lookup.took());
    switch (attempt) {
      case NAME:
        return "the name " + pointer.host() + " does not resolve on this host";
      case REFUSED:
        return place + " refused the connection";
      case UNREACHABLE:
        return "there is no route to " + place + ", or a firewall forbids it";
      case CONNECT_TIMEOUT:
        return place + " did not accept a connection" + within(lookup, took);
      case READ_TIMEOUT:
        return place + " accepted the connection and then sent no answer" + within(lookup, took);
      case TIMEOUT:
        return place + " did not answer" + within(lookup, took);
      case TRICKLED:
        return place
            + " sent an answer that had not ended"
            + within(lookup, took)
            + ", or that is no "
            + Words.answer(pointer.kind());
      case RESET:
        return place + " broke the connection off without an answer";
      case TLS:
        return "the TLS connection to " + place + " fails itself";
      case NOT_FOUND:
        return place + " answered that there is nothing there (HTTP 404 or 410)";
      case STATUS:
        return place + " answered with an " + (pointer.isLdap() ? "LDAP" : "HTTP") + " error";
      case CONTENT:
        return "what " + place + " answered is no " + Words.answer(pointer.kind());
    }
    throw new AssertionError(attempt);
  }

  private static String within(Lookup lookup, String took) {
    return lookup.outcome() == Lookup.Outcome.REMEMBERED_FAILURE ? " in time" : " within " + took;
  }

  static String attemptFailedThrough(
      String proxy, Pointer pointer, Attempt attempt, Lookup lookup) {
    String way = "the proxy " + proxy + ", through which this JVM goes, ";
    switch (attempt) {
      case NAME:
        return way + "has a name that does not resolve on this host";
      case REFUSED:
        return way + "refused the connection";
      case UNREACHABLE:
        return way + "cannot be reached (there is no route, or a firewall forbids it)";
      case RESET:
        return way + "broke the connection off without an answer for " + pointer.place();
      case NOT_FOUND:
      case STATUS:
        return way + "passed on or made an HTTP error for " + pointer.place();
      case CONTENT:
        return way
            + "delivered for "
            + pointer.place()
            + " what is no "
            + Words.answer(pointer.kind());
      case READ_TIMEOUT:
        return way
            + "gave no answer for "
            + pointer.place()
            + within(lookup, Times.span(lookup.took()));
      default:
        return way + "did not accept a connection" + within(lookup, Times.span(lookup.took()));
    }
  }

  /** Behind what a trial showed that was not made for this failure. */
  static String testedBefore(Duration age) {
    return " (tested " + Times.span(age) + " ago)";
  }

  // What happened, from a trial.

  static String worksNow(String happened) {
    return happened + " (the same way worked when it was tried again)";
  }

  static String silent(Pointer pointer, Stage failed) {
    String place =
        pointer.place() + (failed.address().isEmpty() ? "" : " (" + failed.address() + ")");
    switch (failed.result()) {
      case TIMEOUT:
        return place
            + " accepts the connection and then sends no answer within "
            + Times.span(failed.took());
      case RESET:
        return place + " accepts the connection and then resets it";
      default:
        return place + " accepts the connection and then closes it without an answer";
    }
  }

  static String slowerThanLimit(Pointer pointer, Duration took, Optional<Duration> limit) {
    return pointer.place()
        + " needs "
        + Times.span(took)
        + " to answer"
        + limit.map(time -> ", and this JVM waits " + Times.span(time)).orElse("");
  }

  static String trickled(Pointer pointer, Stage failed) {
    return pointer.place()
        + " sends its answer so slowly that it had not ended after "
        + Times.span(failed.took())
        + inBrackets(failed);
  }

  static String endpointTlsFailed(Pointer pointer, Stage failed) {
    return "the TLS connection to " + pointer.place() + " fails itself" + inBrackets(failed);
  }

  static String statusAnswered(Pointer pointer, Stage failed) {
    return pointer.place()
        + (pointer.isLdap() ? " answers with an LDAP error" : " answers with an HTTP error")
        + inBrackets(failed);
  }

  static String referredElsewhere(Pointer pointer, Stage failed) {
    return pointer.place()
        + " does not have it and names another server, which Java does not go to"
        + inBrackets(failed);
  }

  static String strangerAnswered(Pointer pointer, Stage failed) {
    return "it is not from the "
        + (pointer.kind() == LookupKind.OCSP ? "responder" : "CRL's host")
        + " but from something in between"
        + inBrackets(failed);
  }

  static String tooLarge(Pointer pointer, Stage failed) {
    return "the " + Words.answer(pointer.kind()) + " is larger than the limit" + inBrackets(failed);
  }

  static String largerThanLimit(long octets, long limit) {
    return "it has "
        + octets
        + " octets, and this JVM takes at most "
        + limit
        + " ("
        + CrlLimit.PROPERTY
        + ")";
  }

  static String proxyFailed(Pointer pointer, Stage failed) {
    String way = "the proxy " + failed.via() + ", through which this JVM goes, ";
    boolean connected = failed.kind() == Stage.Kind.HTTP;
    switch (failed.result()) {
      case NXDOMAIN:
      case NODATA:
      case SERVFAIL:
      case SINKHOLE:
        return way + "has a name that does not resolve on this host";
      case PROXY_AUTHENTICATION:
        return way
            + "wants authentication for "
            + pointer.place()
            + (failed.detail().isEmpty() ? "" : " (" + Words.cut(failed.detail(), 300) + ")");
      case PROXY_DENIED:
        return way + "refuses " + pointer.place() + inBrackets(failed);
      case PROXY_FAILED:
        return way + "gets no answer from " + pointer.place() + " itself" + inBrackets(failed);
      case TIMEOUT:
        return connected
            ? way
                + "gives no answer for "
                + pointer.place()
                + " within "
                + Times.span(failed.took())
            : way + "cannot be reached (" + Words.connectResult(failed) + ")";
      case RESET:
      case EOF:
        return way + "breaks the connection off for " + pointer.place();
      case REFUSED:
      case UNREACHABLE:
        return way + "cannot be reached (" + Words.connectResult(failed) + ")";
      default:
        return way + "does not pass the answer of " + pointer.place() + " on" + inBrackets(failed);
    }
  }

  static String content(Pointer pointer, ContentVerdict verdict) {
    switch (verdict.result()) {
      case NOT_THE_RESPONDER:
        return "what answers at " + pointer.place() + " sends " + verdict.detail();
      case RESPONDER_ERROR:
        return "it says " + verdict.detail();
      default:
        return verdict.detail();
    }
  }

  private static String inBrackets(Stage stage) {
    return stage.detail().isEmpty() ? "" : " (" + Words.cut(stage.detail(), 200) + ")";
  }
}
