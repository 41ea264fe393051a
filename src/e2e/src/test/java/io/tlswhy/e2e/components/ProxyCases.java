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
            .stage("proxy jvm 10.203.0.16:3128 10.203.0.16 proxyFailed")
            .stage("connect alternative direct 10.203.0.3 timeout")
            .saysNotFetched(
                "the proxy 10.203.0.16:3128, through which this JVM goes, gets no answer from"
                    + " crl.partner.test port 80 itself (503 Service Unavailable (ERR_CONNECT_FAIL"
                    + " 110))")
            .fix(
                "Allow TCP from the proxy 10.203.0.16:3128, not from this host, to crl.partner.test"
                    + " port 80, and make sure that the name resolves there."),
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
