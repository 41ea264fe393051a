package io.tlswhy.probe.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ProxyLoginTest {
  private final Properties system = new Properties();
  private ProxyLogin.Setting setting = ProxyLogin.Setting.NOT_SET;

  private String request(String... schemes) {
    return new ProxyLogin(system, () -> setting).possibility(List.of(schemes), false);
  }

  private String tunnel(String... schemes) {
    return new ProxyLogin(system, () -> setting).possibility(List.of(schemes), true);
  }

  @Test
  void anAuthenticatorIsWhatJavaNeeds() {
    assertThat(request("Basic", "NTLM"))
        .isEqualTo(
            "which Java could answer with Basic or NTLM if the application set an Authenticator,"
                + " which it has not");
    setting = ProxyLogin.Setting.SET;
    assertThat(request("Digest"))
        .isEqualTo(
            "which Java could answer with Digest, and the application has set an Authenticator for"
                + " it");
    setting = ProxyLogin.Setting.UNKNOWN;
    assertThat(request("Basic"))
        .isEqualTo(
            "which Java could answer with Basic if the application has set an Authenticator");
    assertThat(request("Negotiate"))
        .isEqualTo("which Java could answer with Negotiate and a Kerberos ticket");
    assertThat(request("Bearer")).isEqualTo("which Java does not have");
  }

  @Test
  void whatIsDisabledIsNoWay() {
    assertThat(tunnel("Basic"))
        .isEqualTo(
            "which Java does not use here (jdk.http.auth.tunneling.disabledSchemes has Basic)");
    assertThat(tunnel("Basic", "NTLM")).startsWith("which Java could answer with NTLM if");
    system.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    assertThat(tunnel("Basic")).startsWith("which Java could answer with Basic if");
    system.setProperty("jdk.http.auth.proxying.disabledSchemes", "NTLM, Basic");
    assertThat(request("Basic"))
        .isEqualTo(
            "which Java does not use here (jdk.http.auth.proxying.disabledSchemes has Basic)");
  }

  @Test
  void aUserInAPropertyIsNone() {
    system.setProperty("http.proxyUser", "somebody");
    assertThat(request("Basic"))
        .endsWith("which it has not; http.proxyUser is set, and Java does not read it")
        .doesNotContain("somebody");
  }
}
