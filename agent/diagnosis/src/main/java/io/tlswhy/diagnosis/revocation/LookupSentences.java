package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Validation;
import java.util.ArrayList;
import java.util.List;

/** What the JVM's own look-ups met and brought. */
final class LookupSentences {
  private LookupSentences() {}

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
        return "the TLS connection to " + place + " itself fails";
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
      case NOT_CONNECTED_BY_SOCKS:
        return way + "did not connect it to " + pointer.place();
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
}
