package io.tlswhy.probe.proxy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the proxies that a PAC file spells out. The file is a program, and is never run: what it
 * would choose for a URL stays unknown, and each that it names is a way to be tried.
 */
public final class PacText {
  private static final int MOST_PROXIES = 4;

  /**
   * A comment, or a literal; which of them begins first counts. A comment without an end is one to
   * the end of the text: many such would else be looked through again and again.
   */
  private static final Pattern TOKEN =
      Pattern.compile("//[^\n]*|/\\*.*?(?:\\*/|\\z)|\"([^\"\n]*)\"|'([^'\n]*)'", Pattern.DOTALL);

  /**
   * What browsers know beside {@code DIRECT}: {@code PROXY} and {@code HTTP}, {@code SOCKS} and
   * {@code SOCKS5}, and {@code HTTPS}, to which TLS is spoken. SOCKS 4 is none that we speak.
   */
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<![A-Za-z0-9])(PROXY|HTTPS?|SOCKS5?)\\s+"
              + "(?:([A-Za-z0-9._-]{1,253})|\\[([0-9a-fA-F:.]{2,45})]):([0-9]{1,5})(?![0-9])");

  private final List<ProxyServer> proxies = new ArrayList<>();
  private final Set<String> overTls = new LinkedHashSet<>();

  private PacText() {}

  /**
   * Reads a file.
   *
   * @param location where the text is from
   */
  public static PacText of(String text, PacLocation location) {
    PacText file = new PacText();
    Matcher token = TOKEN.matcher(text);
    while (token.find() && file.proxies.size() < MOST_PROXIES) {
      String literal = token.group(1) == null ? token.group(2) : token.group(1);
      Matcher entry = ENTRY.matcher(literal == null ? "" : literal);
      while (entry.find() && file.proxies.size() < MOST_PROXIES) {
        file.take(entry, location);
      }
    }
    return file;
  }

  private void take(Matcher entry, PacLocation location) {
    String host = entry.group(2) == null ? entry.group(3) : entry.group(2);
    int port = Integer.parseInt(entry.group(4));
    if (port == 0 || port > 65_535) {
      return;
    }
    boolean socks = entry.group(1).startsWith("SOCKS");
    ProxyServer proxy =
        ProxyServer.ofPac(host, port, socks, "the PAC file " + location.url(), location.isLocal());
    if (entry.group(1).equals("HTTPS")) {
      if (overTls.size() < MOST_PROXIES) {
        overTls.add(proxy.name());
      }
    } else if (proxies.stream().noneMatch(proxy::sameServer)) {
      proxies.add(proxy);
    }
  }

  /** The proxies in the order of the text, once each; at most four. */
  public List<ProxyServer> proxies() {
    return Collections.unmodifiableList(proxies);
  }

  /** The proxies that a JVM cannot use, since TLS is spoken to them; at most four. */
  public Set<String> overTls() {
    return Collections.unmodifiableSet(overTls);
  }
}
