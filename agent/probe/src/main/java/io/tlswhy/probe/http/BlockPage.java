package io.tlswhy.probe.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises an answer that something in between made: a block page, a captive portal, a login
 * form.
 *
 * <p>A server's own error page is none: a CA's "404 Not Found" is made of HTML too.
 */
public final class BlockPage {
  private static final int LOOKED_AT = 32_768;
  private static final int TITLE_LIMIT = 120;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]{0,200}>([^<]{0,1000})", Pattern.CASE_INSENSITIVE);
  private static final Pattern SAYS_BLOCKED =
      Pattern.compile(
          "block(ed| page)|access (has been |is )?denied|not allowed by|content filter|web filter"
              + "|captive|log ?in|sign ?in|authenticat|portal|security policy");
  private static final Map<String, String> VENDORS = vendors();

  private BlockPage() {}

  /**
   * Marks in a page or its headers that only this product leaves; the first that is found counts.
   */
  private static Map<String, String> vendors() {
    Map<String, String> vendors = new LinkedHashMap<>();
    vendors.put("zscaler", "Zscaler");
    vendors.put("fortiguard", "FortiGuard (Fortinet)");
    vendors.put("fgd_icon", "FortiGate (Fortinet)");
    vendors.put("fgtauth", "FortiGate (Fortinet)");
    vendors.put("fortigate", "FortiGate (Fortinet)");
    vendors.put("fortinet", "Fortinet");
    vendors.put("opendns", "Cisco Umbrella");
    vendors.put("cisco umbrella", "Cisco Umbrella");
    vendors.put("ironport", "Cisco Secure Web Appliance");
    vendors.put("based on your organization's access policies", "Cisco Secure Web Appliance");
    vendors.put("meraki", "Cisco Meraki");
    vendors.put("palo alto networks", "Palo Alto Networks");
    vendors.put("paloaltonetworks", "Palo Alto Networks");
    vendors.put("global protect", "Palo Alto Networks");
    vendors.put("globalprotect", "Palo Alto Networks");
    vendors.put(
        "the web page you were trying to visit has been blocked in accordance with company policy",
        "Palo Alto Networks");
    vendors.put("bluecoat", "Symantec ProxySG");
    vendors.put("blue coat", "Symantec ProxySG");
    vendors.put("proxysg", "Symantec ProxySG");
    vendors.put("threatpulse", "Symantec Web Security Service");
    vendors.put("(policy_denied)", "Symantec ProxySG");
    vendors.put("(content_filter_denied)", "Symantec ProxySG");
    vendors.put("mcafee web gateway", "Skyhigh (McAfee) Web Gateway");
    vendors.put("mwg-internal", "Skyhigh (McAfee) Web Gateway");
    vendors.put("skyhigh", "Skyhigh Web Gateway");
    vendors.put("websense", "Forcepoint");
    vendors.put("forcepoint", "Forcepoint");
    vendors.put("netskope", "Netskope");
    vendors.put("sophos", "Sophos");
    vendors.put("astaro", "Sophos");
    vendors.put("barracuda", "Barracuda");
    vendors.put("check point", "Check Point");
    vendors.put("usercheck", "Check Point");
    vendors.put("sonicwall", "SonicWall");
    vendors.put("watchguard", "WatchGuard");
    vendors.put("iboss", "iboss");
    vendors.put("cloudflare gateway", "Cloudflare Gateway");
    vendors.put("menlosecurity", "Menlo Security");
    vendors.put("trend micro", "Trend Micro");
    vendors.put("kaspersky", "Kaspersky");
    vendors.put("netsweeper", "Netsweeper");
    vendors.put("stormshield", "Stormshield");
    vendors.put("untangle", "Untangle");
    vendors.put("pfblockerng", "pfBlockerNG");
    vendors.put("pi-hole", "Pi-hole");
    vendors.put("adguard", "AdGuard");
    vendors.put("lightspeed systems", "Lightspeed");
    vendors.put("smoothwall", "Smoothwall");
    vendors.put("dansguardian", "DansGuardian");
    vendors.put("e2guardian", "e2guardian");
    vendors.put("arubanetworks", "Aruba");
    vendors.put("mikrotik", "MikroTik");
    vendors.put("coovachilli", "CoovaChilli");
    vendors.put("squid", "Squid");
    return Collections.unmodifiableMap(vendors);
  }

  /** Who seems to have answered and with what page; empty if it may be the one that was asked. */
  public static Optional<String> describe(HttpReply reply) {
    String text = text(reply);
    if (reply.status() == 511) {
      return Optional.of("a captive portal" + titled(title(text)));
    }
    if (!isPage(reply, text)) {
      return Optional.empty();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    Optional<String> vendor = vendor(lower, reply);
    String title = title(text);
    if (reply.status() >= 400
        && !vendor.isPresent()
        && (isServersOwn(title, reply) || !SAYS_BLOCKED.matcher(lower).find())) {
      return Optional.empty();
    }
    return Optional.of("a web page" + titled(title) + vendor.map(v -> " of " + v).orElse(""));
  }

  /** The title of a page, if it has one that says more than the status line. */
  public static Optional<String> title(HttpReply reply) {
    String text = text(reply);
    return Optional.of(isPage(reply, text) ? title(text) : "")
        .filter(title -> !title.isEmpty() && !isServersOwn(title, reply));
  }

  private static String text(HttpReply reply) {
    return new String(
        reply.body(), 0, Math.min(reply.body().length, LOOKED_AT), StandardCharsets.UTF_8);
  }

  private static boolean isPage(HttpReply reply, String text) {
    String type = reply.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    String start = text.trim().toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || (start.startsWith("<") && (type.startsWith("text/html") || start.contains("<head")));
  }

  /** A server's stock error page says in its title what the status line says. */
  private static boolean isServersOwn(String title, HttpReply reply) {
    String lower = title.toLowerCase(Locale.ROOT);
    String reason = reply.statusLine().toLowerCase(Locale.ROOT).replaceFirst("^[0-9]+ ?", "");
    return lower.contains("" + reply.status()) || (!reason.isEmpty() && lower.contains(reason));
  }

  private static Optional<String> vendor(String page, HttpReply reply) {
    String headers =
        // Not Via: who carried an answer did not make it.
        (reply.header("Server").orElse("") + " " + reply.header("Location").orElse(""))
            .toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> mark : VENDORS.entrySet()) {
      if (page.contains(mark.getKey()) || headers.contains(mark.getKey())) {
        return Optional.of(mark.getValue());
      }
    }
    return Optional.empty();
  }

  private static String title(String text) {
    Matcher matcher = TITLE.matcher(text);
    String title = matcher.find() ? matcher.group(1).trim().replaceAll("\\s+", " ") : "";
    return title.length() > TITLE_LIMIT ? title.substring(0, TITLE_LIMIT) + "…" : title;
  }

  private static String titled(String title) {
    return title.isEmpty() ? " without a title" : " titled \"" + title + "\"";
  }
}
