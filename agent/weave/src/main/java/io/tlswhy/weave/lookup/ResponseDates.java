package io.tlswhy.weave.lookup;

import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Finds {@code nextUpdate} in the octets of an OCSP response, without judging the response.
 *
 * <p>In a SingleResponse (RFC 6960 section 4.2.1) {@code thisUpdate} is directly followed by {@code
 * [0] EXPLICIT nextUpdate}, both GeneralizedTime in its only DER form of 15 characters; no other
 * place of a response has the two side by side.
 */
final class ResponseDates {
  private static final int MOST_OCTETS = 64 * 1024;
  private static final int TIME = 0x18;
  private static final int LENGTH = 15;
  private static final int NEXT_UPDATE = 0xa0;

  private ResponseDates() {}

  /** The earliest that it holds, in milliseconds since 1970; 0 if it holds none. */
  static long nextUpdate(byte[] response) {
    long earliest = 0;
    int last = Math.min(response.length, MOST_OCTETS) - 2 * LENGTH - 6;
    for (int at = 0; at <= last; at++) {
      int second = at + 2 + LENGTH;
      if (isTime(response, at)
          && (response[second] & 0xff) == NEXT_UPDATE
          && response[second + 1] == LENGTH + 2
          && isTime(response, second + 2)) {
        long time = time(response, second + 4);
        if (time != 0 && (earliest == 0 || time < earliest)) {
          earliest = time;
        }
      }
    }
    return earliest;
  }

  private static boolean isTime(byte[] octets, int at) {
    return octets[at] == TIME && octets[at + 1] == LENGTH;
  }

  private static long time(byte[] octets, int at) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append((char) (octets[at + i] & 0x7f));
    }
    SimpleDateFormat format = new SimpleDateFormat("yyyyMMddHHmmss'Z'", Locale.ROOT);
    format.setTimeZone(TimeZone.getTimeZone("UTC"));
    try {
      return format.parse(text.toString()).getTime();
    } catch (ParseException malformed) {
      return 0;
    }
  }
}
