package io.tlswhy.probe.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownProxiesTest {
  private static final URI CRL = URI.create("http://crl.ca.example/ca.crl");

  private final Properties system = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private OsProxies os = OsProxies.none();
  @TempDir private Path folder;

  private KnownProxies proxies() {
    return new KnownProxies(
        () -> null,
        system,
        environment,
        new SystemSettings(folder.resolve("etc"), folder.resolve("home")),
        os);
  }

  @Test
  void whatTheOperatingSystemToldIsTriedToo() {
    os =
        OsProxies.ofGsettings(
            "org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy.http host 'gnome.corp'\n"
                + "org.gnome.system.proxy.http port 8080\n");
    assertThat(others()).containsExactly("gnome.corp:8080 by GNOME's settings");
    os =
        OsProxies.ofGsettings(
            "org.gnome.system.proxy mode 'auto'\n"
                + "org.gnome.system.proxy autoconfig-url 'http://wpad.corp/wpad.dat'\n");
    assertThat(others()).isEmpty();
    assertThat(proxies().pac())
        .contains(PacLocation.of(URI.create("http://wpad.corp/wpad.dat"), "GNOME's settings"));
  }

  private List<String> others() {
    return proxies().others(CRL, Optional.empty()).stream()
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
            "socks5://[fd00::1]:1080 by ALL_PROXY");
  }

  @Test
  void theOneThatIsUsedIsNoOther() {
    system.setProperty("http.proxyHost", "proxy.corp");
    ProxyServer used = ProxyServer.of("proxy.corp", 80, false, "http.proxyHost");

    assertThat(proxies().others(CRL, Optional.of(used))).isEmpty();
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
    assertThat(proxies().jvmChoice(CRL).proxy()).isEmpty();
    assertThat(proxies().jvmChoice(CRL).assumed()).isEmpty();
  }

  private void file(String path, String... lines) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }

  @Test
  void theSystemsFilesAreRead() throws IOException {
    file("etc/environment", "# of logins", "export https_proxy='http://one.corp:1'", "x=$y");
    file("etc/sysconfig/proxy", "PROXY_ENABLED=\"yes\"", "HTTP_PROXY=\"http://u:p@two.corp:2\"");
    file(
        "home/.config/kioslaverc",
        "[Proxy Settings]",
        "ProxyType=1",
        "httpProxy=http://three.corp 3");
    file(
        "etc/dconf/db/local.d/proxy",
        "[system/proxy]",
        "mode='manual'",
        "ignore-hosts=['localhost', '*.inside.example']",
        "[system/proxy/http]",
        "host='four.corp'",
        "port=4");

    assertThat(others())
        .containsExactly(
            "one.corp:1 by https_proxy in " + folder + "/etc/environment",
            "two.corp:2 by HTTP_PROXY in " + folder + "/etc/sysconfig/proxy",
            "three.corp:3 by httpProxy in " + folder + "/home/.config/kioslaverc",
            "four.corp:4 by system/proxy/http in " + folder + "/etc/dconf/db/local.d/proxy");
    assertThat(proxies().pac()).isEmpty();
  }

  @Test
  void whatIsOffOrExemptIsNotTaken() throws IOException {
    file("etc/environment", "http_proxy=http://one.corp:1", "no_proxy=.ca.example");
    file("etc/sysconfig/proxy", "PROXY_ENABLED=no", "HTTP_PROXY=http://two.corp:2");
    file(
        "home/.config/kioslaverc",
        "[Proxy Settings]",
        "ProxyType=0",
        "httpProxy=http://three.corp 3",
        "Proxy Config Script=http://three.corp/x.pac");
    file(
        "home/.config/glib-2.0/settings/keyfile",
        "[system/proxy]",
        "mode='manual'",
        "autoconfig-url='http://four.corp/x.pac'",
        "ignore-hosts=['*.ca.example']",
        "[system/proxy/http]",
        "host='four.corp'",
        "port=4");

    assertThat(others()).isEmpty();
    assertThat(proxies().pac()).isEmpty();
  }

  private String pac() {
    return proxies().pac().map(pac -> pac.url() + " by " + pac.namedBy()).orElse("none");
  }

  @Test
  void thePacFileIsFoundWhereverItIsNamed() throws IOException {
    file(
        "home/.config/glib-2.0/settings/keyfile",
        "[system/proxy]",
        "mode='auto'",
        "autoconfig-url='http://wpad.corp/gnome.pac'");
    assertThat(pac())
        .isEqualTo(
            "http://wpad.corp/gnome.pac by " + folder + "/home/.config/glib-2.0/settings/keyfile");
    file(
        "home/.config/kioslaverc",
        "[Proxy Settings]",
        "ProxyType=2",
        "Proxy Config Script=http://wpad.corp/kde.pac");
    assertThat(pac())
        .isEqualTo("http://wpad.corp/kde.pac by " + folder + "/home/.config/kioslaverc");
    system.setProperty("deployment.proxy.auto.config.url", "/etc/java.pac");
    assertThat(pac()).isEqualTo("file:///etc/java.pac by deployment.proxy.auto.config.url");
    environment.put("auto_proxy", "https://wpad.corp/env.pac");
    assertThat(pac()).isEqualTo("https://wpad.corp/env.pac by auto_proxy");
    environment.put("auto_proxy", "javascript:alert(1)");
    assertThat(pac()).startsWith("file:///etc/java.pac");
  }
}
