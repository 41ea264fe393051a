package io.tlswhy.probe.proxy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows the proxies of this machine: the one that this JVM would use for an endpoint, and the
 * others that its properties, the environment and the system's settings name.
 *
 * <p>A selector that the application has set is never called: it is the application's code.
 * Credentials in a proxy's URL are dropped, since this JVM does not use them either.
 */
public final class KnownProxies {
  private static final String JDK_SELECTOR = "sun.net.spi.DefaultProxySelector";
  private static final int MOST_OTHERS = 4;
  private static final List<String> VARIABLES =
      Collections.unmodifiableList(
          Arrays.asList(
              "http_proxy", "https_proxy", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "ALL_PROXY"));

  private static final List<String> PAC_VARIABLES =
      Collections.unmodifiableList(Arrays.asList("auto_proxy", "AUTO_PROXY"));

  /** As Java's own deployment settings call it. */
  private static final String PAC_PROPERTY = "deployment.proxy.auto.config.url";

  private final Supplier<? extends @Nullable ProxySelector> selector;
  private final Properties system;
  private final Map<String, String> environment;
  private final SystemSettings settings;
  private final OsProxies os;

  /** The proxies that those sources name. */
  public KnownProxies(
      Supplier<? extends @Nullable ProxySelector> selector,
      Properties system,
      Map<String, String> environment,
      SystemSettings settings,
      OsProxies os) {
    this.selector = selector;
    this.system = system;
    this.environment = environment;
    this.settings = settings;
    this.os = os;
  }

  /** The proxies of this machine as its settings are now. */
  public static KnownProxies ofThisMachine() {
    return ofThisMachine(OsProxies.none());
  }

  /**
   * The same, and those that only programs of the operating system know.
   *
   * @param os what programs of the operating system told beside
   */
  public static KnownProxies ofThisMachine(OsProxies os) {
    return new KnownProxies(
        ProxySelector::getDefault,
        System.getProperties(),
        System.getenv(),
        SystemSettings.ofThisMachine(),
        os);
  }

  /** How this JVM would go to the URL. */
  public JvmChoice jvmChoice(URI url) {
    ProxySelector current = selector.get();
    if (current == null) {
      return JvmChoice.direct();
    }
    if (!current.getClass().getName().equals(JDK_SELECTOR)) {
      return JvmChoice.notKnown(
          "the application's own ProxySelector, "
              + current.getClass().getName()
              + ", decides and is not called");
    }
    // The JDK's URL connections use only the first that it names, unless connecting to it fails.
    Proxy first = current.select(url).get(0);
    SocketAddress address = first.address();
    if (!(address instanceof InetSocketAddress)) {
      return JvmChoice.direct();
    }
    InetSocketAddress server = (InetSocketAddress) address;
    boolean socks = first.type() == Proxy.Type.SOCKS;
    return JvmChoice.through(
        ProxyServer.of(server.getHostString(), server.getPort(), socks, namedBy(url, socks)));
  }

  private String namedBy(URI url, boolean socks) {
    String property =
        socks ? "socksProxyHost" : url.getScheme().toLowerCase(Locale.ROOT) + ".proxyHost";
    return system.getProperty(property) == null ? "the system's proxy settings" : property;
  }

  /** The other proxies that could be tried for the URL, in the order of their likelihood. */
  public List<ProxyServer> others(URI url, Optional<ProxyServer> used) {
    List<ProxyServer> found = new ArrayList<>();
    fromProperties("http.proxyHost", "http.proxyPort", 80, false).ifPresent(found::add);
    fromProperties("https.proxyHost", "https.proxyPort", 443, false).ifPresent(found::add);
    if (!NoProxy.of(environment).covers(url)) {
      for (String variable : VARIABLES) {
        ProxyUrl.parse(environment.getOrDefault(variable, ""), variable).ifPresent(found::add);
      }
    }
    fromProperties("socksProxyHost", "socksProxyPort", 1080, true).ifPresent(found::add);
    found.addAll(settings.proxies(url));
    found.addAll(os.proxies(url));
    List<ProxyServer> others = new ArrayList<>();
    for (ProxyServer proxy : found) {
      boolean known =
          used.filter(proxy::sameServer).isPresent() || others.stream().anyMatch(proxy::sameServer);
      if (!known && others.size() < MOST_OTHERS) {
        others.add(proxy);
      }
    }
    return others;
  }

  /** The PAC file that the environment, a property or the system's settings name. */
  public Optional<PacLocation> pac() {
    for (String variable : PAC_VARIABLES) {
      Optional<PacLocation> named =
          SystemSettings.location(environment.getOrDefault(variable, ""), variable);
      if (named.isPresent()) {
        return named;
      }
    }
    Optional<PacLocation> property =
        SystemSettings.location(system.getProperty(PAC_PROPERTY, ""), PAC_PROPERTY);
    if (property.isPresent()) {
      return property;
    }
    Optional<PacLocation> ofFiles = settings.pac();
    return ofFiles.isPresent() ? ofFiles : os.pac();
  }

  private Optional<ProxyServer> fromProperties(
      String hostProperty, String portProperty, int defaultPort, boolean socks) {
    String host = system.getProperty(hostProperty, "").trim();
    int port = port(system.getProperty(portProperty, "").trim(), defaultPort);
    return host.isEmpty() || port < 0
        ? Optional.empty()
        : Optional.of(ProxyServer.of(host, port, socks, hostProperty));
  }

  private static int port(String text, int defaultPort) {
    try {
      int port = text.isEmpty() ? defaultPort : Integer.parseInt(text);
      return port > 0 && port < 65_536 ? port : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
