package io.tlswhy.probe.ldap;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.LookupKind;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What an LDAP URL (RFC 4516) asks for.
 *
 * <p>The JDK uses the base only: it always reads that one entry. Where the URL asks for more, it is
 * asked as the URL says, since that is what its author has tried.
 */
@AutoValue
public abstract class LdapQuery {
  private static final int MOST_ATTRIBUTES = 4;

  LdapQuery() {}

  /** The query of a URL; what it leaves open follows from what is looked for. */
  public static LdapQuery of(URI url, LookupKind kind) {
    String path = url.getPath() == null ? "" : url.getPath();
    String base = path.startsWith("/") ? path.substring(1) : path;
    String[] parts = (url.getRawQuery() == null ? "" : url.getRawQuery()).split("\\?", 5);
    String filter = parts.length > 2 ? decoded(parts[2]) : "";
    return new AutoValue_LdapQuery(
        base,
        scope(parts.length > 1 ? parts[1] : ""),
        filter.isEmpty() ? "(objectClass=*)" : filter,
        attributes(decoded(parts[0]), kind));
  }

  private static int scope(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "one":
        return 1;
      case "sub":
        return 2;
      default:
        return 0;
    }
  }

  /** Each attribute also as the JDK asks for it: with the option binary (RFC 4522). */
  private static List<String> attributes(String text, LookupKind kind) {
    String usual = kind == LookupKind.CRL ? "certificateRevocationList" : "cACertificate";
    List<String> attributes = new ArrayList<>();
    for (String attribute : (text.isEmpty() ? usual : text).split(",", MOST_ATTRIBUTES + 1)) {
      if (attributes.size() < 2 * MOST_ATTRIBUTES && !attribute.isEmpty()) {
        attributes.add(attribute);
        if (attribute.indexOf(';') < 0) {
          attributes.add(attribute + ";binary");
        }
      }
    }
    return Collections.unmodifiableList(attributes);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Every JVM has UTF-8", e);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** The distinguished name where the search begins. */
  public abstract String base();

  /** 0 that entry, 1 those right below it, 2 all of its tree. */
  abstract int scope();

  /** The filter as text (RFC 4515). */
  public abstract String filter();

  /** The attributes that are wanted. */
  abstract List<String> attributes();
}
