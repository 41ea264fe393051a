package io.tlswhy.diagnosis.handshake;

/** The alert descriptions of RFC 8446 section 6 and its forerunners that the rules name. */
final class Alerts {
  static final int CLOSE_NOTIFY = 0;
  static final int UNEXPECTED_MESSAGE = 10;
  static final int BAD_RECORD_MAC = 20;
  static final int HANDSHAKE_FAILURE = 40;
  static final int NO_CERTIFICATE = 41;
  static final int BAD_CERTIFICATE = 42;
  static final int UNSUPPORTED_CERTIFICATE = 43;
  static final int CERTIFICATE_REVOKED = 44;
  static final int CERTIFICATE_EXPIRED = 45;
  static final int CERTIFICATE_UNKNOWN = 46;
  static final int ILLEGAL_PARAMETER = 47;
  static final int UNKNOWN_CA = 48;
  static final int ACCESS_DENIED = 49;
  static final int DECRYPT_ERROR = 51;
  static final int PROTOCOL_VERSION = 70;
  static final int INSUFFICIENT_SECURITY = 71;
  static final int INTERNAL_ERROR = 80;
  static final int INAPPROPRIATE_FALLBACK = 86;
  static final int USER_CANCELED = 90;
  static final int MISSING_EXTENSION = 109;
  static final int UNSUPPORTED_EXTENSION = 110;
  static final int UNRECOGNIZED_NAME = 112;
  static final int BAD_CERTIFICATE_STATUS_RESPONSE = 113;
  static final int CERTIFICATE_REQUIRED = 116;
  static final int NO_APPLICATION_PROTOCOL = 120;

  private Alerts() {}

  /** Whether the alert speaks of the certificate of the side that gets it. */
  static boolean isAboutCertificate(int code) {
    switch (code) {
      case NO_CERTIFICATE:
      case BAD_CERTIFICATE:
      case UNSUPPORTED_CERTIFICATE:
      case CERTIFICATE_REVOKED:
      case CERTIFICATE_EXPIRED:
      case CERTIFICATE_UNKNOWN:
      case UNKNOWN_CA:
      case ACCESS_DENIED:
      case BAD_CERTIFICATE_STATUS_RESPONSE:
      case CERTIFICATE_REQUIRED:
        return true;
      default:
        return false;
    }
  }
}
