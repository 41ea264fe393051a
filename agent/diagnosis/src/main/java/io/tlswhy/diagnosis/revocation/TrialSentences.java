package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.Optional;

/** What trying an endpoint showed: what failed there, or what its answer lacks. */
final class TrialSentences {
  private TrialSentences() {}

  /** Behind what a trial showed that was not made for this failure. */
  static String testedBefore(Duration age) {
    return " (tested " + Times.span(age) + " ago)";
  }

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
    return "the TLS connection to " + pointer.place() + " itself fails" + inBrackets(failed);
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
        return way + "does not get through to " + pointer.place() + " itself" + inBrackets(failed);
      case PROXY_NO_NAME:
        return way + "cannot resolve the name " + pointer.host() + " itself" + inBrackets(failed);
      case PROXY_TIMEOUT:
        return way + "gets no answer from " + pointer.place() + " itself" + inBrackets(failed);
      case PROXY_REFUSED:
        return way + "is itself refused by " + pointer.place() + inBrackets(failed);
      case PROXY_UNREACHABLE:
        return way + "has itself no route to " + pointer.place() + inBrackets(failed);
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
        return "it is the " + verdict.detail();
      default:
        return verdict.detail();
    }
  }

  private static String inBrackets(Stage stage) {
    return stage.detail().isEmpty() ? "" : " (" + Words.cut(stage.detail(), 200) + ")";
  }
}
