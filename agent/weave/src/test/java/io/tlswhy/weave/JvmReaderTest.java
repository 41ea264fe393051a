package io.tlswhy.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.JvmFacts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JvmReaderTest {
  private static final String[][] PROPERTIES = {
    {"javax.net.ssl.trustStore", "/opt/trust.p12"},
    {"javax.net.ssl.trustStorePassword", "changeit"},
    {"com.sun.security.api-token", "abc"},
    {"http.proxyHost", "user:word@proxy.corp"},
    {"https.proxyUser", "somebody"},
    {"jdk.tls.client.protocols", "TLSv1.3"},
    {"app.secret.url", "https://internal"}
  };

  @BeforeEach
  void set() {
    for (String[] property : PROPERTIES) {
      System.setProperty(property[0], property[1]);
    }
  }

  @AfterEach
  void clear() {
    for (String[] property : PROPERTIES) {
      System.clearProperty(property[0]);
    }
  }

  @Test
  void readsWhatBearsOnTlsAndNoSecret() {
    JvmFacts facts = JvmReader.read();
    assertThat(facts.systemProperties())
        .containsEntry("javax.net.ssl.trustStore", "/opt/trust.p12")
        .containsEntry("jdk.tls.client.protocols", "TLSv1.3")
        .containsEntry("http.proxyHost", "proxy.corp")
        .doesNotContainKeys(
            "javax.net.ssl.trustStorePassword",
            "com.sun.security.api-token",
            "https.proxyUser",
            "app.secret.url",
            "user.dir");
    assertThat(facts.securityProperties()).containsKey("jdk.tls.disabledAlgorithms");
    assertThat(facts.version()).isEqualTo(System.getProperty("java.version"));
    assertThat(facts.pid()).isPositive();
  }
}
