package io.tlswhy.e2e.components;

import static io.tlswhy.e2e.components.Network.PORTAL;
import static io.tlswhy.e2e.components.Network.PROXY;
import static io.tlswhy.e2e.components.Network.REVOCATION;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The way through a proxy. */
final class ProxyCases {
  private static final String[] THROUGH_SQUID = through("http", Squid.PORT);
  private static final String[] HTTPS_THROUGH_SQUID = through("https", Squid.PORT);
  private static final String[] THROUGH_TINYPROXY = through("http", Tinyproxy.PORT);

  private static final String[] THROUGH_SOCKS = {
    "-DsocksProxyHost=" + PROXY,
    "-DsocksProxyPort=" + Microsocks.PORT,
    "-DsocksNonProxyHosts=localhost|" + Network.PARTNER_HOST,
    "-Dhttp.nonProxyHosts=localhost|" + Network.PARTNER_HOST
  };

  private ProxyCases() {}

  private static String[] through(String protocol, int port) {
    return new String[] {
      "-D" + protocol + ".proxyHost=" + PROXY,
      "-D" + protocol + ".proxyPort=" + port,
      // The partner itself is reached without.
      "-Dhttp.nonProxyHosts=localhost|" + Network.PARTNER_HOST
    };
  }

  private static byte[] pac() {
    return """
        function FindProxyForURL(url, host) {
          if (isPlainHostName(host)) return "DIRECT";
          return "PROXY %s:%d; DIRECT";
        }
        """
        .formatted(PROXY, Tinyproxy.PORT)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] socksPac() {
    return "function FindProxyForURL(url, host) { return \"HTTPS tls.corp:443; SOCKS %s:%d\"; }"
        .formatted(PROXY, Microsocks.PORT)
        .getBytes(StandardCharsets.US_ASCII);
  }

  static List<Case> all() {
    return List.of(
        Case.ofCrl(
                "proxy needed, known from the properties of HTTPS",
                world -> {
                  world.jvm(HTTPS_THROUGH_SQUID).freshCrl().network().drop(REVOCATION, 80);
                  world.squid().start();
                })
            .code("revocation.proxy-required")
            .stage("connect jvm direct 10.203.0.3 timeout")
            .stage("content alternative 10.203.0.16:3128 10.203.0.16 ok")
            .saysNotFetched(
                "crl.partner.test port 80 cannot be reached from this host (10.203.0.3: no answer"
                    + " within TIME), but it answers through the proxy 10.203.0.16:3128, which this"
                    + " JVM does not use for it")
            .fix("Start this JVM with -Dhttp.proxyHost=10.203.0.16 -Dhttp.proxyPort=3128"),
        Case.ofCrl(
                "proxy needed, known from the environment",
                world -> {
                  world.freshCrl().network().drop(REVOCATION, 80);
                  world.environment("http_proxy=http://" + PROXY + ":" + Tinyproxy.PORT + "/");
                  world.tinyproxy().start();
                })
            .code("revocation.proxy-required")
            .stage("connect jvm direct 10.203.0.3 timeout")
            .stage("content alternative 10.203.0.16:8888 10.203.0.16 ok")
            .saysNotFetched(
                "crl.partner.test port 80 cannot be reached from this host (10.203.0.3: no answer"
                    + " within TIME), but it answers through the proxy 10.203.0.16:8888, which this"
                    + " JVM does not use for it")
            .fix("Start this JVM with -Dhttp.proxyHost=10.203.0.16 -Dhttp.proxyPort=8888"),
        Case.ofCrl(
                "proxy needed, known from a PAC file",
                world -> {
                  world.freshCrl().network().drop(REVOCATION, 80);
                  world.names().knows("pac.partner.test", PORTAL);
                  world
                      .web()
                      .file(PORTAL, "/proxy.pac", "application/x-ns-proxy-autoconfig", pac());
                  world.environment("auto_proxy=http://pac.partner.test/proxy.pac");
                  world.tinyproxy().start();
                })
            .code("revocation.proxy-required")
            .stage("connect jvm direct 10.203.0.3 timeout")
            .stage("content alternative 10.203.0.16:8888 10.203.0.16 ok")
            .fix("Start this JVM with -Dhttp.proxyHost=10.203.0.16 -Dhttp.proxyPort=8888"),
        Case.ofCrl(
                "proxy wants authentication",
                world -> {
                  world.jvm(THROUGH_SQUID).freshCrl().network().drop(REVOCATION, 80);
                  world.squid().wantingAuthentication().start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm 10.203.0.16:3128 10.203.0.16 proxyAuthentication")
            .stage("connect alternative direct 10.203.0.3 timeout")
            .fix(
                "Have the operator of the proxy 10.203.0.16:3128 let crl.partner.test port 80 through"
                    + " without a log-in"),
        Case.ofCrl(
                "proxy blocks a category",
                world -> {
                  world.jvm(THROUGH_SQUID).freshCrl().network().drop(REVOCATION, 80);
                  world.squid().blocking("crl", "Category blocked: software downloads").start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm 10.203.0.16:3128 10.203.0.16 proxyDenied")
            .stage("connect alternative direct 10.203.0.3 timeout")
            .saysNotFetched(
                "the proxy 10.203.0.16:3128, through which this JVM goes, refuses crl.partner.test"
                    + " port 80 (403 Forbidden (ERR_CATEGORY 0), a web page titled \"Category blocked:"
                    + " software downloads\")")
            .fix(
                "Have the operator of the proxy 10.203.0.16:3128 take crl.partner.test port 80 out of"
                    + " the rule or category that blocks it."),
        Case.ofCrl(
                "proxy filters the host",
                world -> {
                  world.jvm(THROUGH_TINYPROXY).freshCrl().network().drop(REVOCATION, 80);
                  world.tinyproxy().filtering("crl.partner.test").start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm 10.203.0.16:8888 10.203.0.16 proxyDenied")
            .saysNotFetched(
                "the proxy 10.203.0.16:8888, through which this JVM goes, refuses crl.partner.test"
                    + " port 80 (403 Filtered)"),
        Case.ofCrl(
                "proxy cannot reach the host",
                world -> {
                  world.jvm(THROUGH_SQUID).jvm("-Dcom.sun.security.crl.readtimeout=10").freshCrl();
                  world.agent("timeout", "5s");
                  world.network().servers().filterInput(Network.to(REVOCATION, 80) + " drop");
                  world.squid().start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm 10.203.0.16:3128 10.203.0.16 proxyTimeout")
            .stage("connect alternative direct 10.203.0.3 timeout")
            .saysNotFetched(
                "the proxy 10.203.0.16:3128, through which this JVM goes, gets no answer from"
                    + " crl.partner.test port 80 itself (503 Service Unavailable (ERR_CONNECT_FAIL"
                    + " 110))")
            .fix(
                "Allow TCP from the proxy 10.203.0.16:3128, not from this host, to crl.partner.test"
                    + " port 80."),
        Case.ofCrl(
                "proxy does not resolve the name",
                world -> {
                  world.jvm(THROUGH_SQUID).freshCrl();
                  new Dnsmasq(world.network(), world.folder(), Network.UPSTREAM_NAMES)
                      .denies(World.CRL_HOST)
                      .start();
                  world.squid().resolvingBy(Network.UPSTREAM_NAMES).start();
                })
            .code("revocation.proxy")
            // Squid 5 has an error for it that it does not give (ERR_DNS_FAIL), and says this one.
            .stage("proxy jvm 10.203.0.16:3128 10.203.0.16 proxyFailed")
            .stage("content alternative direct 10.203.0.3 ok")
            .saysNotFetched(
                "the proxy 10.203.0.16:3128, through which this JVM goes, does not get through to"
                    + " crl.partner.test port 80 itself (502 Bad Gateway (ERR_READ_ERROR 0))")
            .fix(
                "Allow TCP from the proxy 10.203.0.16:3128, not from this host, to crl.partner.test"
                    + " port 80, and make sure that the name resolves there; or, since"
                    + " crl.partner.test port 80 can be reached directly, add crl.partner.test to"
                    + " -Dhttp.nonProxyHosts (restart needed)."),
        Case.ofCrl(
                "proxy wants the Digest scheme",
                world -> {
                  world.jvm(THROUGH_SQUID).freshCrl().network().drop(REVOCATION, 80);
                  world.squid().wantingDigest().start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm 10.203.0.16:3128 10.203.0.16 proxyAuthentication")
            .saysPart("asks for Digest, which Java could answer with Digest if the application"),
        Case.ofCrl(
                "proxy wants users of a Windows domain",
                world -> {
                  world.jvm(THROUGH_SQUID).freshCrl().network().drop(REVOCATION, 80);
                  world.squid().wantingDomainUsers().start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm 10.203.0.16:3128 10.203.0.16 proxyAuthentication")
            .saysPart(
                "asks for Negotiate, NTLM, which Java could answer with Negotiate or NTLM if the"
                    + " application"),
        Case.ofCrl(
                "proxy wants the Basic scheme for a tunnel",
                "https://crl.partner.test/ca.crl",
                world -> {
                  world.jvm(HTTPS_THROUGH_SQUID).freshCrl().network().drop(REVOCATION, 443);
                  world.squid().wantingAuthentication().start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm 10.203.0.16:3128 10.203.0.16 proxyAuthentication")
            .saysPart(
                "asks for Basic, which Java does not use here"
                    + " (jdk.http.auth.tunneling.disabledSchemes has Basic)"),
        Case.ofCrl(
                "SOCKS server is refused by the host",
                world -> {
                  world.jvm(THROUGH_SOCKS).freshCrl();
                  world
                      .network()
                      .servers()
                      .filterInput(Network.to(REVOCATION, 80) + " reject with tcp reset");
                  world.microsocks().start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm socks5://10.203.0.16:1080 10.203.0.16 proxyRefused")
            .stage("connect alternative direct 10.203.0.3 refused")
            .saysNotFetched(
                "the proxy socks5://10.203.0.16:1080, through which this JVM goes, is itself refused"
                    + " by crl.partner.test port 80 (connection refused, SOCKS reply 5, for"
                    + " 10.203.0.3)")
            .fix(
                "Allow TCP from the proxy socks5://10.203.0.16:1080, not from this host, to"
                    + " crl.partner.test port 80, or have its operator find out why it refuses"
                    + " connections."),
        Case.ofCrl(
                "SOCKS server has no route to the host",
                world -> {
                  world.jvm(THROUGH_SOCKS).freshCrl();
                  world
                      .network()
                      .servers()
                      .filterInput(
                          Network.to(REVOCATION, 80) + " reject with icmp type host-unreachable");
                  world.microsocks().start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm socks5://10.203.0.16:1080 10.203.0.16 proxyUnreachable")
            .stage("connect alternative direct 10.203.0.3 unreachable")
            .saysNotFetched(
                "the proxy socks5://10.203.0.16:1080, through which this JVM goes, has itself no"
                    + " route to crl.partner.test port 80 (host unreachable, SOCKS reply 4, for"
                    + " 10.203.0.3)"),
        Case.ofCrl(
                "SOCKS server needed, known from a PAC file",
                world -> {
                  world.freshCrl().network().drop(REVOCATION, 80);
                  world.names().knows("pac.partner.test", PORTAL);
                  world
                      .web()
                      .file(PORTAL, "/proxy.pac", "application/x-ns-proxy-autoconfig", socksPac());
                  world.environment("auto_proxy=http://pac.partner.test/proxy.pac");
                  world.microsocks().start();
                })
            .code("revocation.proxy-required")
            .stage("connect jvm direct 10.203.0.3 timeout")
            .stage("content alternative socks5://10.203.0.16:1080 10.203.0.16 ok")
            .fix(
                "Start this JVM with -DsocksProxyHost=10.203.0.16 -DsocksProxyPort=1080 (restart"
                    + " needed)"),
        Case.ofCrl(
                "proxy dropped, and not needed",
                world -> {
                  world.jvm(THROUGH_SQUID).freshCrl().network().drop(PROXY, Squid.PORT);
                  world.squid().start();
                })
            .code("revocation.proxy")
            .stage("proxy jvm 10.203.0.16:3128 10.203.0.16 timeout")
            .stage("content alternative direct 10.203.0.3 ok")
            .saysNotFetched(
                "the proxy 10.203.0.16:3128, through which this JVM goes, cannot be reached (no"
                    + " answer within TIME)")
            .fix("add crl.partner.test to -Dhttp.nonProxyHosts (restart needed)"));
  }
}
