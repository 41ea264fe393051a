package io.tlswhy.probe.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacTextTest {
  private static final PacLocation LOCATION =
      PacLocation.of(URI.create("http://wpad.corp/proxy.pac"), "auto_proxy");

  private static List<String> proxies(String text) {
    return PacText.of(text, LOCATION).proxies().stream().map(ProxyServer::name).toList();
  }

  @Test
  void theProxiesThatAreSpeltOutAreFoundOnceEach() {
    String text =
        """
        function FindProxyForURL(url, host) {
          // return "PROXY old.corp:1";
          /* "PROXY older.corp:1" */
          if (dnsDomainIs(host, "http://x")) return 'PROXY one.corp:3128; PROXY two.corp:8080';
          return "PROXY one.corp:3128; PROXY [fd00::1]:80; SOCKS three.corp:1080; DIRECT";
        }
        """;
    assertThat(proxies(text))
        .containsExactly(
            "one.corp:3128", "two.corp:8080", "[fd00::1]:80", "socks5://three.corp:1080");
  }

  @Test
  void allKindsThatBrowsersKnowAreRead() {
    String text =
        "return 'SOCKS5 one.corp:1080; HTTP two.corp:8080; SOCKS4 old.corp:1080; HTTPS tls.corp:443';";

    assertThat(proxies(text)).containsExactly("socks5://one.corp:1080", "two.corp:8080");
    assertThat(PacText.of(text, LOCATION).overTls()).containsExactly("tls.corp:443");
  }

  @Test
  void whatTheProgramPutsTogetherIsNotKnown() {
    assertThat(
            proxies(
                "return \"PROXY \" + host + \":3128\"; return PROXY; 'PROXY a:0 PROXY b:99999'"))
        .isEmpty();
  }

  @Test
  void aCommentWithoutAnEndHidesWhatFollows() {
    assertThat(proxies("/* /* \"PROXY a.corp:1\" /*")).isEmpty();
  }

  @Test
  void aCommentWithoutAnEndTakesAllThatFollows() {
    assertThat(proxies("'PROXY a:1'; " + "/*".repeat(100_000) + " 'PROXY b:1'"))
        .containsExactly("a:1");
  }

  @Test
  void notMoreThanFourAreTaken() {
    assertThat(proxies("'PROXY a:1;PROXY b:1;PROXY c:1;PROXY d:1;PROXY e:1'")).hasSize(4);
  }

  @Test
  void onlyAFileOfThisMachineIsAsGoodAsItsSettings() {
    PacLocation local = PacLocation.of(URI.create("file:///etc/proxy.pac"), "auto_proxy");
    assertThat(PacText.of("'PROXY a:1'", LOCATION).proxies().get(0).isOfThisMachine()).isFalse();
    assertThat(PacText.of("'PROXY a:1'", local).proxies().get(0).isOfThisMachine()).isTrue();
  }
}
