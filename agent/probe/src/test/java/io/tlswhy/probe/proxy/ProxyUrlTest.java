package io.tlswhy.probe.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyUrlTest {
  @ParameterizedTest
  @ValueSource(strings = {"proxy/://corp/", "://proxy:80", "https://proxy:80", "http://", " "})
  void whatNamesNoUsableProxyIsNone(String value) {
    assertThat(ProxyUrl.parse(value, "http_proxy")).isEmpty();
  }
}
