package io.tlswhy.cli.check;

import io.tlswhy.evidence.AlertSeen;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fatal alert that a peer ended a handshake with.
 *
 * <p>Read from the exception's text: this command has no hook in JSSE, the handshake is its own,
 * and the text is the same in every release from 8 to 25.
 */
final class ReceivedAlert {
  private static final Pattern TEXT = Pattern.compile("Received fatal alert: ([a-z_]{3,40})");
  private static final Map<String, Integer> CODES = new HashMap<>();

  static {
    String[] names = {
      "10 unexpected_message",
      "20 bad_record_mac",
      "22 record_overflow",
      "40 handshake_failure",
      "42 bad_certificate",
      "43 unsupported_certificate",
      "44 certificate_revoked",
      "45 certificate_expired",
      "46 certificate_unknown",
      "47 illegal_parameter",
      "48 unknown_ca",
      "49 access_denied",
      "50 decode_error",
      "51 decrypt_error",
      "70 protocol_version",
      "71 insufficient_security",
      "80 internal_error",
      "86 inappropriate_fallback",
      "90 user_canceled",
      "109 missing_extension",
      "110 unsupported_extension",
      "112 unrecognized_name",
      "113 bad_certificate_status_response",
      "115 unknown_psk_identity",
      "116 certificate_required",
      "120 no_application_protocol"
    };
    for (String name : names) {
      int space = name.indexOf(' ');
      CODES.put(name.substring(space + 1), Integer.valueOf(name.substring(0, space)));
    }
  }

  private ReceivedAlert() {}

  /** The alert that the exception or one of its causes tells of. */
  static Optional<AlertSeen> in(Throwable thrown) {
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < 8; depth++) {
      Matcher text = TEXT.matcher(String.valueOf(each.getMessage()));
      if (text.find()) {
        String name = text.group(1);
        Integer code = CODES.get(name);
        return code == null
            ? Optional.empty()
            : Optional.of(AlertSeen.of(AlertSeen.Direction.RECEIVED, code, name));
      }
      each = each.getCause();
    }
    return Optional.empty();
  }
}
