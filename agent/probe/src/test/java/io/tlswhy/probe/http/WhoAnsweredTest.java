package io.tlswhy.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;

class WhoAnsweredTest {
  private static HttpReply reply(int status, String reason, String body, String... headers) {
    BasicClassicHttpResponse response = new BasicClassicHttpResponse(status, reason);
    for (int i = 0; i < headers.length; i += 2) {
      response.addHeader(headers[i], headers[i + 1]);
    }
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    return new HttpReply(response, octets, octets.length, true);
  }

  private static Optional<String> page(int status, String reason, String body) {
    return BlockPage.describe(reply(status, reason, body, "Content-Type", "text/html"));
  }

  @Test
  void aPageWithASuccessIsSomebodyElses() {
    assertThat(page(200, "OK", "<html><head><title>Welcome\n to  WiFi</title>"))
        .contains("a web page titled \"Welcome to WiFi\"");
    assertThat(page(200, "OK", "  <!DOCTYPE HTML><body>x")).contains("a web page without a title");
    assertThat(page(200, "OK", "0\u0082\u0001")).isEmpty();
  }

  @Test
  void aServersOwnErrorPageIsItsOwn() {
    assertThat(page(404, "Not Found", "<html><title>404 Not Found</title>nginx")).isEmpty();
    assertThat(page(503, "", "<html><title>Error 503</title>access denied")).isEmpty();
    assertThat(page(500, "Oops", "<html><title>Trouble</title>We are sorry")).isEmpty();
    assertThat(page(403, "Forbidden", "<?xml version='1.0'?><Error>AccessDenied</Error>"))
        .isEmpty();
  }

  @Test
  void aBlockPageIsRecognisedWhateverItsStatus() {
    assertThat(page(403, "Forbidden", "<html><title>Web Page Blocked!</title>FortiGuard"))
        .contains("a web page titled \"Web Page Blocked!\" of FortiGuard (Fortinet)");
    assertThat(page(403, "Forbidden", "<html><title>Notice</title>This site is blocked."))
        .contains("a web page titled \"Notice\"");
    assertThat(page(511, "Network Authentication Required", ""))
        .contains("a captive portal without a title");
  }

  @Test
  void aLongTitleIsCut() {
    assertThat(page(200, "OK", "<html><title>" + "x".repeat(500) + "</title>").get())
        .isEqualTo("a web page titled \"" + "x".repeat(120) + "…\"");
  }

  @Test
  void aGatewaysFailureIsTheProxys() {
    assertThat(ProxyVerdict.madeByProxy(reply(502, "Bad Gateway", "", "Via", "1.1 p"))).isTrue();
    assertThat(ProxyVerdict.madeByProxy(reply(503, "Unavailable", ""))).isTrue();
    assertThat(ProxyVerdict.madeByProxy(reply(503, "Unavailable", "", "Via", "1.1 p"))).isTrue();
    assertThat(
            ProxyVerdict.madeByProxy(
                reply(503, "Unavailable", "", "Via", "1.1 p", "Date", "Fri, 20 Nov 2026 12:00:00")))
        .isFalse();
    assertThat(ProxyVerdict.madeByProxy(reply(404, "Not Found", ""))).isFalse();
    assertThat(ProxyVerdict.madeByProxy(reply(404, "Not Found", "", "Server", "tinyproxy/1.11")))
        .isTrue();
  }

  @Test
  void theSchemesOfALogInAreFoundInOneHeaderToo() {
    assertThat(
            ProxyVerdict.schemes(
                reply(
                    407,
                    "Proxy Authentication Required",
                    "",
                    "Proxy-Authenticate",
                    "Digest realm=\"a, NTLM b\", nonce = \"x\", Negotiate, Basic realm=\"c\"")))
        .containsExactly("Digest", "Negotiate", "Basic");
  }
}
