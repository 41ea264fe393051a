package io.tlswhy.probe.proxy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the proxies that files of the operating system name: those of its logins ({@code
 * /etc/environment}, {@code /etc/sysconfig/proxy}) and of its desktops (KDE, GNOME's key files).
 *
 * <p>A service starts without them, and people test on a machine with them: what works for a person
 * and not for a JVM is often this. Windows and macOS keep theirs where only native code reads them.
 */
public final class SystemSettings {
  private static final int MOST_FILES = 50;
  private static final List<String> VARIABLES =
      Collections.unmodifiableList(
          Arrays.asList(
              "http_proxy", "https_proxy", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "ALL_PROXY"));

  private final Path etc;
  private final Path home;

  /** The settings below those folders. */
  public SystemSettings(Path etc, Path home) {
    this.etc = etc;
    this.home = home;
  }

  static SystemSettings ofThisMachine() {
    return new SystemSettings(
        Paths.get("/etc"), Paths.get(System.getProperty("user.home", "/nonexistent")));
  }

  /** The proxies that are set and not off for the URL. */
  List<ProxyServer> proxies(URI url) {
    List<ProxyServer> found = new ArrayList<>();
    for (Path file : Arrays.asList(etc.resolve("environment"), etc.resolve("sysconfig/proxy"))) {
      Map<String, String> variables = KeyFile.read(file).values();
      boolean off = "no".equals(variables.getOrDefault("PROXY_ENABLED", "yes"));
      if (!off && !NoProxy.of(variables).covers(url)) {
        for (String variable : VARIABLES) {
          ProxyUrl.parse(variables.getOrDefault(variable, ""), variable + " in " + file)
              .ifPresent(found::add);
        }
      }
    }
    ofKde(url, found);
    for (Path file : gnomeFiles()) {
      ofGnome(file, url, found);
    }
    return found;
  }

  private void ofKde(URI url, List<ProxyServer> found) {
    KeyFile settings = KeyFile.read(kde());
    String section = "Proxy Settings/";
    boolean manual = settings.get(section + "ProxyType").equals("1");
    if (manual && !NoProxy.of(settings.get(section + "NoProxyFor")).covers(url)) {
      for (String key : Arrays.asList("httpProxy", "httpsProxy")) {
        // Host and port are apart: "http://proxy.corp 3128".
        String value = settings.get(section + key).trim().replaceFirst("/? +", ":");
        ProxyUrl.parse(value, key + " in " + kde()).ifPresent(found::add);
      }
    }
  }

  private static void ofGnome(Path file, URI url, List<ProxyServer> found) {
    KeyFile settings = KeyFile.read(file);
    String exempt = settings.get("system/proxy/ignore-hosts").replaceAll("[\\[\\]'\" ]", "");
    if (!settings.get("system/proxy/mode").equals("manual") || NoProxy.of(exempt).covers(url)) {
      return;
    }
    for (String kind : Arrays.asList("http", "https")) {
      String host = settings.get("system/proxy/" + kind + "/host");
      String port = settings.get("system/proxy/" + kind + "/port");
      if (!host.isEmpty() && port.matches("[1-9][0-9]{0,4}")) {
        ProxyUrl.parse(host + ":" + port, "system/proxy/" + kind + " in " + file)
            .ifPresent(found::add);
      }
    }
  }

  /** The PAC file that is set. */
  Optional<PacLocation> pac() {
    KeyFile kde = KeyFile.read(kde());
    if (kde.get("Proxy Settings/ProxyType").equals("2")) {
      Optional<PacLocation> script =
          location(kde.get("Proxy Settings/Proxy Config Script"), kde().toString());
      if (script.isPresent()) {
        return script;
      }
    }
    for (Path file : gnomeFiles()) {
      KeyFile settings = KeyFile.read(file);
      if (settings.get("system/proxy/mode").equals("auto")) {
        Optional<PacLocation> script =
            location(settings.get("system/proxy/autoconfig-url"), file.toString());
        if (script.isPresent()) {
          return script;
        }
      }
    }
    return Optional.empty();
  }

  /** A PAC file's location from a setting; empty if it is none that can be read. */
  static Optional<PacLocation> location(String text, String namedBy) {
    try {
      URI url = new URI(text.trim().startsWith("/") ? "file://" + text.trim() : text.trim());
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean readable =
          scheme.equals("file")
              ? url.getPath() != null && url.getPath().startsWith("/")
              : (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
      return readable ? Optional.of(PacLocation.of(url, namedBy)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Path kde() {
    return home.resolve(".config/kioslaverc");
  }

  /** The user's own first, then what the administrator has set for all. */
  private List<Path> gnomeFiles() {
    List<Path> files = new ArrayList<>();
    files.add(home.resolve(".config/glib-2.0/settings/keyfile"));
    Path databases = etc.resolve("dconf/db");
    if (!Files.isDirectory(databases)) {
      return files;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(databases, "*.d")) {
      for (Path folder : folders) {
        try (DirectoryStream<Path> keyFiles = Files.newDirectoryStream(folder)) {
          for (Path keyFile : keyFiles) {
            if (files.size() < MOST_FILES) {
              files.add(keyFile);
            }
          }
        }
      }
    } catch (IOException e) {
      return files;
    }
    return files;
  }
}
