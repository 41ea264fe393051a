package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import java.time.Duration;
import java.util.Collections;

/** The sentences for a stapled OCSP response that decides nothing. */
final class StapleSentences {
  private StapleSentences() {}

  /**
   * The sentence for a response that was stapled in a handshake, or, outside of one, was given to
   * the trust manager in a session as if it had been.
   */
  static Diagnosis.Builder of(
      Examination examination, int position, Staple staple, boolean inHandshake) {
    Diagnosis.Builder response = of(examination, position, staple);
    Cause why = response.build().cause();
    // A responder that does not know the certificate is no fault of the server's stapling.
    return inHandshake && why != Cause.REVOCATION_UNKNOWN
        ? response.cause(Cause.REVOCATION_STAPLE).contributing(Collections.singletonList(why))
        : response;
  }

  private static Diagnosis.Builder of(Examination examination, int position, Staple staple) {
    String response =
        "The OCSP response that "
            + examination.peer()
            + " stapled for "
            + Words.certificate(examination.certificate(position));
    Fix renew = Fix.of(Fix.Kind.SERVER, "ocspStapling", "", false);
    String fix =
        "Let the operator of "
            + examination.peer()
            + " have its server fetch a new response from the certification authority's"
            + " responder.";
    switch (staple.content()) {
      case UNREADABLE:
        return HeldSentences.of(
            Cause.REVOCATION_RESPONSE_UNTRUSTED,
            response + " cannot be read as an OCSP response.",
            fix,
            renew);
      case ERROR:
        return HeldSentences.of(
            Cause.REVOCATION_RESPONSE_UNTRUSTED,
            response
                + " is an error of the responder (status "
                + staple.error().orElse(-1)
                + "), not an answer.",
            fix,
            renew);
      case OTHER_CERTIFICATE:
        return HeldSentences.of(
            Cause.REVOCATION_RESPONSE_UNTRUSTED,
            response + " is about another certificate.",
            fix,
            renew);
      case UNKNOWN:
        return HeldSentences.of(
            Cause.REVOCATION_UNKNOWN,
            response + " says that the responder does not know this certificate.",
            "Ask the certification authority "
                + Words.name(examination.certificate(position).getIssuerX500Principal())
                + " whether it issued this certificate.",
            Fix.of(Fix.Kind.CA, "certificate", "", false));
      default:
        return dated(examination, staple, response, fix, renew);
    }
  }

  private static Diagnosis.Builder dated(
      Examination examination, Staple staple, String response, String fix, Fix renew) {
    if (staple.until().isPresent() && examination.at().isAfter(staple.until().get())) {
      return HeldSentences.of(
          Cause.REVOCATION_RESPONSE_STALE,
          response
              + " ran out on "
              + Words.time(staple.until().get())
              + ", "
              + Words.duration(Duration.between(staple.until().get(), examination.at()))
              + " before this validation.",
          fix,
          renew);
    }
    if (staple.from().isPresent() && examination.at().isBefore(staple.from().get())) {
      return HeldSentences.of(
          Cause.REVOCATION_RESPONSE_STALE,
          response + " holds only from " + Words.time(staple.from().get()) + ".",
          fix,
          renew);
    }
    return HeldSentences.of(
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        response
            + " cannot be trusted: its signature, its signer or one of its extensions is not"
            + " acceptable.",
        fix,
        renew);
  }
}
