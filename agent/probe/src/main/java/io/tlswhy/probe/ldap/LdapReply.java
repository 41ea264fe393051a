package io.tlswhy.probe.ldap;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.Der;
import java.util.Optional;

/** What an LDAP server answered, bounded. */
@AutoValue
public abstract class LdapReply {
  LdapReply() {}

  static LdapReply of(
      String operation, int code, String text, Optional<String> referral, Optional<Der> value) {
    return new AutoValue_LdapReply(operation, code, text, referral, value);
  }

  /** The operation that the code is of: {@code bind} or {@code search}. */
  abstract String operation();

  /** The result code (RFC 4511 appendix A); 0 is success. */
  public abstract int code();

  /** What the server says about it; may be empty. */
  abstract String text();

  /** Another server that it names instead of an answer; never followed. */
  public abstract Optional<String> referral();

  /** The first value of the first attribute that came. */
  public abstract Optional<Der> value();

  /** The answer in words. */
  public final String line() {
    return operation()
        + ": "
        + code()
        + " "
        + name(code())
        + (text().isEmpty() ? "" : " (" + text() + ")")
        + referral().map(to -> ", refers to " + to).orElse("");
  }

  private static String name(int code) {
    switch (code) {
      case 0:
        return "success";
      case 2:
        return "protocolError";
      case 3:
        return "timeLimitExceeded";
      case 4:
        return "sizeLimitExceeded";
      case 8:
        return "strongerAuthRequired";
      case 10:
        return "referral";
      case 13:
        return "confidentialityRequired";
      case 16:
        return "noSuchAttribute";
      case 32:
        return "noSuchObject";
      case 34:
        return "invalidDNSyntax";
      case 48:
        return "inappropriateAuthentication";
      case 49:
        return "invalidCredentials";
      case 50:
        return "insufficientAccessRights";
      case 51:
        return "busy";
      case 52:
        return "unavailable";
      case 53:
        return "unwillingToPerform";
      default:
        return "error";
    }
  }
}
