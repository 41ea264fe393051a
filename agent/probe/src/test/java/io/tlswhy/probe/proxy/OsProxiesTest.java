package io.tlswhy.probe.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class OsProxiesTest {
  private static final URI CRL = URI.create("http://crl.example/ca.crl");

  private static List<String> names(OsProxies proxies) {
    return names(proxies, CRL);
  }

  private static List<String> names(OsProxies proxies, URI url) {
    return proxies.proxies(url).stream()
        .map(proxy -> proxy.name() + " by " + proxy.namedBy())
        .toList();
  }

  /** As reg.exe prints a key. */
  private static String registry(String enabled, String server) {
    return """

        HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings
            User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)
            ProxyEnable    REG_DWORD    %s
            ProxyServer    REG_SZ    %s
            ProxyOverride    REG_SZ    *.corp.example;10.*;<local>
            AutoConfigURL    REG_SZ    http://wpad.corp.example/wpad.dat

        """
        .formatted(enabled, server)
        .replace("\n", "\r\n");
  }

  @Test
  void oneProxyForAllInWindows() {
    OsProxies proxies = OsProxies.ofRegistry(registry("0x1", "proxy.corp.example:8080"));

    assertThat(names(proxies))
        .containsExactly("proxy.corp.example:8080 by Windows' Internet Settings");
    assertThat(names(proxies, URI.create("http://crl.corp.example/ca.crl"))).isEmpty();
    assertThat(proxies.pac())
        .contains(
            PacLocation.of(
                URI.create("http://wpad.corp.example/wpad.dat"), "Windows' Internet Settings"));
  }

  @Test
  void oneProxyForEachProtocolInWindows() {
    assertThat(
            names(
                OsProxies.ofRegistry(
                    registry("0x1", "http=a.example:80;https=b.example:443;socks=c.example:1080"))))
        .containsExactly(
            "a.example:80 by Windows' Internet Settings",
            "b.example:443 by Windows' Internet Settings",
            "socks5://c.example:1080 by Windows' Internet Settings");
  }

  @Test
  void whatIsOffInWindowsIsNone() {
    assertThat(names(OsProxies.ofRegistry(registry("0x0", "proxy.corp.example:8080")))).isEmpty();
  }

  /** As scutil(8) prints the proxies in use. */
  private static String scutil(int enabled) {
    return """
        <dictionary> {
          ExceptionsList : <array> {
            0 : *.local
            1 : 169.254/16
            2 : *.corp.example
          }
          FTPPassive : 1
          HTTPEnable : %1$d
          HTTPPort : 3128
          HTTPProxy : proxy.corp.example
          HTTPSEnable : 0
          HTTPSPort : 3129
          HTTPSProxy : other.corp.example
          ProxyAutoConfigEnable : %1$d
          ProxyAutoConfigURLString : http://wpad.corp.example/proxy.pac
          SOCKSEnable : %1$d
          SOCKSPort : 1080
          SOCKSProxy : socks.corp.example
        }
        """
        .formatted(enabled);
  }

  @Test
  void eachKindOfMacOsIsOnOrOff() {
    OsProxies proxies = OsProxies.ofScutil(scutil(1));

    assertThat(names(proxies))
        .containsExactly(
            "proxy.corp.example:3128 by the system settings of macOS",
            "socks5://socks.corp.example:1080 by the system settings of macOS");
    assertThat(names(proxies, URI.create("http://crl.corp.example/ca.crl"))).isEmpty();
    assertThat(proxies.pac()).isPresent();
    assertThat(names(OsProxies.ofScutil(scutil(0)))).isEmpty();
    assertThat(OsProxies.ofScutil(scutil(0)).pac()).isEmpty();
  }

  /** As gsettings 2.74 prints them. */
  private static String gsettings(String mode) {
    return """
        org.gnome.system.proxy autoconfig-url 'http://wpad.corp.example/proxy.pac'
        org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '*.corp.example']
        org.gnome.system.proxy mode '%s'
        org.gnome.system.proxy use-same-proxy true
        org.gnome.system.proxy.ftp host ''
        org.gnome.system.proxy.ftp port 0
        org.gnome.system.proxy.http authentication-password 'secret'
        org.gnome.system.proxy.http enabled false
        org.gnome.system.proxy.http host 'proxy.corp.example'
        org.gnome.system.proxy.http port 3128
        org.gnome.system.proxy.https host ''
        org.gnome.system.proxy.https port 0
        org.gnome.system.proxy.socks host 'socks.corp.example'
        org.gnome.system.proxy.socks port 1080
        """
        .formatted(mode);
  }

  @Test
  void theModeOfGnomeDecides() {
    OsProxies manual = OsProxies.ofGsettings(gsettings("manual"));

    assertThat(names(manual))
        .containsExactly(
            "proxy.corp.example:3128 by GNOME's settings",
            "socks5://socks.corp.example:1080 by GNOME's settings");
    assertThat(names(manual, URI.create("http://crl.corp.example/ca.crl"))).isEmpty();
    assertThat(manual.pac()).isEmpty();
    assertThat(names(OsProxies.ofGsettings(gsettings("auto")))).isEmpty();
    assertThat(OsProxies.ofGsettings(gsettings("auto")).pac()).isPresent();
    assertThat(names(OsProxies.ofGsettings(gsettings("none")))).isEmpty();
    assertThat(OsProxies.ofGsettings(gsettings("none")).pac()).isEmpty();
  }

  @Test
  void whatIsNoSuchOutputNamesNone() {
    for (String text : List.of("", "ERROR: The system was unable to find the key", "\u0000:=;")) {
      assertThat(names(OsProxies.ofRegistry(text))).isEmpty();
      assertThat(names(OsProxies.ofScutil(text))).isEmpty();
      assertThat(names(OsProxies.ofGsettings(text))).isEmpty();
    }
  }
}
