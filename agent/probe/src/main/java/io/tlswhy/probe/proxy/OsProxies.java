package io.tlswhy.probe.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies that an operating system keeps where only its own programs read them: Windows in its
 * registry, macOS in its configuration, GNOME in its database.
 *
 * <p>Reads what those programs print, and starts none: an agent does not, and a command may.
 */
public final class OsProxies {
  private static final int MOST_LINES = 1_000;
  private static final Pattern OF_REGISTRY =
      Pattern.compile("\\s+([A-Za-z]{1,60})\\s+REG_(?:SZ|DWORD|EXPAND_SZ)\\s+(.{0,2000}?)\\s*");
  private static final Pattern OF_SCUTIL =
      Pattern.compile("\\s*([A-Za-z0-9]{1,60}) : (.{0,2000}?)\\s*");
  private static final Pattern OF_GSETTINGS =
      Pattern.compile("org\\.gnome\\.system\\.(proxy(?:\\.[a-z]+)? [a-z-]{1,60}) (.{0,2000}?)\\s*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  private final List<ProxyServer> proxies = new ArrayList<>();
  private String exempt = "";
  private Optional<PacLocation> pac = Optional.empty();

  private OsProxies() {}

  /** None. */
  public static OsProxies none() {
    return new OsProxies();
  }

  /**
   * Those of a user of Windows.
   *
   * @param output what {@code reg query} prints of the key {@code Internet Settings}
   */
  public static OsProxies ofRegistry(String output) {
    String namedBy = "Windows' Internet Settings";
    Map<String, String> values = values(OF_REGISTRY, output);
    OsProxies found = new OsProxies();
    // One for all, or one for each protocol: "http=a:80;https=b:80;socks=c:1080".
    if (values.getOrDefault("ProxyEnable", "").equals("0x1")) {
      for (String entry : values.getOrDefault("ProxyServer", "").split(";", 20)) {
        boolean socks = entry.startsWith("socks=");
        String place = entry.substring(entry.indexOf('=') + 1);
        found.add(place.contains("://") || !socks ? place : "socks5://" + place, namedBy);
      }
    }
    found.exempt = values.getOrDefault("ProxyOverride", "").replace(';', ',');
    found.pac = SystemSettings.location(values.getOrDefault("AutoConfigURL", ""), namedBy);
    return found;
  }

  /**
   * Those of macOS.
   *
   * @param output what {@code scutil --proxy} prints
   */
  public static OsProxies ofScutil(String output) {
    String namedBy = "the system settings of macOS";
    OsProxies found = new OsProxies();
    List<String> exceptions = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    values(OF_SCUTIL, output)
        .forEach(
            (name, value) -> {
              if (NUMBER.matcher(name).matches()) {
                exceptions.add(value);
              } else {
                values.put(name, value);
              }
            });
    for (String kind : new String[] {"HTTP", "HTTPS", "SOCKS"}) {
      if (values.getOrDefault(kind + "Enable", "").equals("1")) {
        found.add(
            kind.equals("SOCKS"),
            values.getOrDefault(kind + "Proxy", ""),
            values.getOrDefault(kind + "Port", ""),
            namedBy);
      }
    }
    if (values.getOrDefault("ProxyAutoConfigEnable", "").equals("1")) {
      found.pac =
          SystemSettings.location(values.getOrDefault("ProxyAutoConfigURLString", ""), namedBy);
    }
    found.exempt = String.join(",", exceptions);
    return found;
  }

  /**
   * Those of a GNOME desktop.
   *
   * @param output what {@code gsettings list-recursively org.gnome.system.proxy} prints
   */
  public static OsProxies ofGsettings(String output) {
    String namedBy = "GNOME's settings";
    Map<String, String> values = values(OF_GSETTINGS, output);
    OsProxies found = new OsProxies();
    String mode = unquoted(values.getOrDefault("proxy mode", ""));
    if (mode.equals("manual")) {
      for (String kind : new String[] {"http", "https", "socks"}) {
        found.add(
            kind.equals("socks"),
            unquoted(values.getOrDefault("proxy." + kind + " host", "")),
            values.getOrDefault("proxy." + kind + " port", ""),
            namedBy);
      }
    } else if (mode.equals("auto")) {
      found.pac =
          SystemSettings.location(
              unquoted(values.getOrDefault("proxy autoconfig-url", "")), namedBy);
    }
    found.exempt = values.getOrDefault("proxy ignore-hosts", "").replaceAll("[\\[\\]'\" ]", "");
    return found;
  }

  private static Map<String, String> values(Pattern line, String output) {
    Map<String, String> values = new HashMap<>();
    String[] lines = output.split("\r?\n", MOST_LINES);
    for (String one : lines) {
      Matcher matcher = line.matcher(one);
      if (matcher.matches()) {
        values.put(matcher.group(1), matcher.group(2));
      }
    }
    return values;
  }

  private static String unquoted(String value) {
    return value.replace("'", "");
  }

  private void add(boolean socks, String host, String port, String namedBy) {
    if (!host.isEmpty() && PORT.matcher(port).matches()) {
      add((socks ? "socks5://" : "") + host + ":" + port, namedBy);
    }
  }

  private void add(String place, String namedBy) {
    ProxyUrl.parse(place, namedBy).ifPresent(proxies::add);
  }

  /** The proxies that are set and not off for the URL. */
  List<ProxyServer> proxies(URI url) {
    return NoProxy.of(exempt).covers(url)
        ? Collections.emptyList()
        : Collections.unmodifiableList(proxies);
  }

  /** The PAC file that is set. */
  Optional<PacLocation> pac() {
    return pac;
  }
}
