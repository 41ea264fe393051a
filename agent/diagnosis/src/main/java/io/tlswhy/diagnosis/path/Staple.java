package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * What a stapled OCSP response says of one certificate (RFC 6960), to explain the JDK's verdict on
 * it. Its signature is the JDK's to verify, not this class's.
 */
@AutoValue
abstract class Staple {
  private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";
  private static final int GENERALIZED_TIME = 0x18;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

  Staple() {}

  /** What can be wrong with it, or what it says. */
  enum Content {
    /** It is no OCSP response. */
    UNREADABLE,
    /** The responder answers an error instead. */
    ERROR,
    /** It is about another certificate. */
    OTHER_CERTIFICATE,
    /** The certificate is good. */
    GOOD,
    /** The certificate is revoked. */
    REVOKED,
    /** The responder does not know the certificate. */
    UNKNOWN
  }

  static Staple of(byte[] octets, BigInteger serial) {
    if (octets.length == 0) {
      return unreadable();
    }
    try {
      DerReader response = DerReader.of(octets).enter(DerReader.SEQUENCE);
      int status = response.enter(DerReader.ENUMERATED).integer().intValue();
      if (status != 0) {
        return with(Content.ERROR, Optional.of(status), Optional.empty(), Optional.empty());
      }
      DerReader bytes = response.enter(DerReader.constructed(0)).enter(DerReader.SEQUENCE);
      if (!BASIC.equals(bytes.enter(DerReader.OBJECT_IDENTIFIER).objectIdentifier())) {
        return unreadable();
      }
      DerReader data =
          bytes.enter(DerReader.OCTET_STRING).enter(DerReader.SEQUENCE).enter(DerReader.SEQUENCE);
      if (data.at(DerReader.constructed(0))) {
        data.enter();
      }
      data.enter();
      data.enter(GENERALIZED_TIME);
      return single(data.enter(DerReader.SEQUENCE), serial);
    } catch (DerException | DateTimeParseException malformed) {
      return unreadable();
    }
  }

  private static Staple single(DerReader responses, BigInteger serial) throws DerException {
    while (responses.hasMore()) {
      DerReader single = responses.enter(DerReader.SEQUENCE);
      DerReader id = single.enter(DerReader.SEQUENCE);
      id.enter();
      id.enter();
      id.enter();
      boolean about = id.enter(DerReader.INTEGER).integer().equals(serial);
      int status = single.peek();
      single.enter();
      Instant from = time(single.enter(GENERALIZED_TIME));
      Optional<Instant> until = Optional.empty();
      if (single.at(DerReader.constructed(0))) {
        until = Optional.of(time(single.enter().enter(GENERALIZED_TIME)));
      }
      if (about) {
        return with(content(status), Optional.empty(), Optional.of(from), until);
      }
    }
    return with(Content.OTHER_CERTIFICATE, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Content content(int status) throws DerException {
    if (status == DerReader.primitive(0)) {
      return Content.GOOD;
    }
    if (status == DerReader.constructed(1)) {
      return Content.REVOKED;
    }
    if (status == DerReader.primitive(2)) {
      return Content.UNKNOWN;
    }
    throw new DerException("certStatus " + status);
  }

  private static Instant time(DerReader value) {
    String text = value.text();
    return LocalDateTime.parse(text.replaceAll("(\\.\\d+)?Z$", ""), TIME).toInstant(ZoneOffset.UTC);
  }

  private static Staple unreadable() {
    return with(Content.UNREADABLE, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Staple with(
      Content content, Optional<Integer> error, Optional<Instant> from, Optional<Instant> until) {
    return new AutoValue_Staple(content, error, from, until);
  }

  abstract Content content();

  /** The OCSPResponseStatus of an error. */
  abstract Optional<Integer> error();

  /** Its thisUpdate. */
  abstract Optional<Instant> from();

  /** Its nextUpdate. */
  abstract Optional<Instant> until();
}
