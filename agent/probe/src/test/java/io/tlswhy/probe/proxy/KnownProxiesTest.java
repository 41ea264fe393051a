package io.tlswhy.probe.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KnownProxiesTest {
  private static final URI CRL = URI.create("http://crl.ca.example/ca.crl");

  private final Properties system = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final KnownProxies proxies = new KnownProxies(() -> null, system, environment);

  private List<String> others() {
    return proxies.others(CRL, Optional.empty()).stream()
        .map(proxy -> proxy.name() + " by " + proxy.namedBy())
        .toList();
  }

  @Test
  void propertiesAndVariablesAreFoundOnceEach() {
    system.setProperty("https.proxyHost", "proxy.corp");
    system.setProperty("https.proxyPort", "3128");
    environment.put("https_proxy", "http://PROXY.corp:3128");
    environment.put("HTTP_PROXY", "http://user:secret@other.corp:8080/");
    environment.put("ALL_PROXY", "socks5://[fd00::1]");

    assertThat(others())
        .containsExactly(
            "proxy.corp:3128 by https.proxyHost",
            "other.corp:8080 by HTTP_PROXY",
            "[fd00::1]:1080 by ALL_PROXY");
  }

  @Test
  void theOneThatIsUsedIsNoOther() {
    system.setProperty("http.proxyHost", "proxy.corp");
    ProxyServer used = ProxyServer.of("proxy.corp", 80, false, "http.proxyHost");

    assertThat(proxies.others(CRL, Optional.of(used))).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNone() {
    system.setProperty("http.proxyHost", " ");
    system.setProperty("https.proxyHost", "proxy.corp");
    system.setProperty("https.proxyPort", "many");
    environment.put("http_proxy", "http://[");
    environment.put("https_proxy", "https://tls-proxy.corp:443");

    assertThat(others()).isEmpty();
  }

  @Test
  void theEnvironmentsExceptionsHoldForItsProxiesOnly() {
    system.setProperty("https.proxyHost", "proxy.corp");
    environment.put("http_proxy", "env.corp:3128");
    for (String list :
        List.of("*", "ca.example", ".ca.example", "x, *.ca.example", "CRL.ca.example")) {
      environment.put("no_proxy", list);
      assertThat(others()).as(list).containsExactly("proxy.corp:443 by https.proxyHost");
    }
    environment.put("no_proxy", "a.example,notca.example,");
    assertThat(others()).hasSize(2);
  }

  @Test
  void withoutASelectorThisJvmGoesDirectly() {
    assertThat(proxies.jvmChoice(CRL).proxy()).isEmpty();
    assertThat(proxies.jvmChoice(CRL).assumed()).isEmpty();
  }
}
