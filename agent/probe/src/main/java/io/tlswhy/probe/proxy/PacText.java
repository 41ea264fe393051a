package io.tlswhy.probe.proxy;

import java.util.ArrayList;
import java.util.List;
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

  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<![A-Za-z0-9])PROXY\\s+(?:([A-Za-z0-9._-]{1,253})|\\[([0-9a-fA-F:.]{2,45})])"
              + ":([0-9]{1,5})(?![0-9])");

  private PacText() {}

  /**
   * The proxies in the order of the text, once each.
   *
   * @param location where the text is from
   */
  public static List<ProxyServer> proxies(String text, PacLocation location) {
    List<ProxyServer> proxies = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    while (token.find() && proxies.size() < MOST_PROXIES) {
      String literal = token.group(1) == null ? token.group(2) : token.group(1);
      Matcher entry = ENTRY.matcher(literal == null ? "" : literal);
      while (entry.find() && proxies.size() < MOST_PROXIES) {
        String host = entry.group(1) == null ? entry.group(2) : entry.group(1);
        int port = Integer.parseInt(entry.group(3));
        ProxyServer proxy =
            ProxyServer.ofPac(host, port, "the PAC file " + location.url(), location.isLocal());
        if (port > 0 && port < 65_536 && proxies.stream().noneMatch(proxy::sameServer)) {
          proxies.add(proxy);
        }
      }
    }
    return proxies;
  }
}
