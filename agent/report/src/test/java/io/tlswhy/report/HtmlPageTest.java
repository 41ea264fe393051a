package io.tlswhy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.incident.IncidentEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
  @Test
  void saysWhatTheRecordSays() {
    assertThat(HtmlPage.of(Samples.opened()))
        .contains(
            "<span class=\"code\">revocation.proxy-required</span>",
            "proved · incident 7f3a12c09e",
            "<pre>http.proxyHost&#x3D;proxy.corp</pre>",
            "This JVM must be restarted for it.",
            "<li>The certificate is not revoked: with the list fetched through proxy.corp:3128 it"
                + " passes.</li>",
            "partner.example:443",
            "<span class=\"pill bad\">timeout</span>",
            "<span class=\"pill good\">ok</span>",
            "tried instead, through proxy.corp:3128",
            "<pre>curl -v -x http://proxy.corp:3128 http://crl.partner-ca.example/ca.crl -o"
                + " ca.crl</pre>");
  }

  @Test
  void namesFromTheNetworkAreTextAndNothingElse() {
    String page = HtmlPage.of(Samples.event(IncidentEvent.Kind.OPENED, Samples.hostile()).build());

    assertThat(page)
        .contains("&lt;script&gt;xxx")
        .doesNotContain("<script")
        .doesNotContain("tlswhy[");
    assertThat(page.chars()).allMatch(c -> (c >= ' ' || c == '\n') && c != '\u202e');
  }

  @Test
  void loadsNothingAndRunsNothing() {
    String page = HtmlPage.of(Samples.opened());

    assertThat(page)
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"")
        .doesNotContain("src=")
        .doesNotContain("<link")
        .doesNotContain("@import");
  }

  @Test
  void leadsToThePageOfItsCode() {
    assertThat(HtmlPage.of(Samples.opened()))
        .contains(
            "<a href=\"#about-7f3a12c09e\">what this code means</a>",
            "<section id=\"about-7f3a12c09e\" class=\"about\">\n"
                + "<h2>About revocation.proxy-required</h2>",
            "<h3>How it is decided</h3>",
            "<li>revocation.blocked: no known proxy leads there either</li>",
            "<p>Set <code>-Dhttp.proxyHost</code> and <code>-Dhttp.proxyPort</code>, word for word",
            "<pre>java -jar test-app/target/lab.jar proxy-required</pre>");
  }

  @Test
  void showsNoMarkdownOfAPage() {
    for (Cause cause : Cause.values()) {
      assertThat(PageBlocks.of(CausePage.of(cause.code())).toString())
          .as(cause.code())
          .doesNotContain("](", "```", "##", "`", "|---");
    }
  }

  @Test
  void everyCauseButThoseOfIssuanceHasAPage() {
    for (Cause cause : Cause.values()) {
      boolean issuance = cause.family().equals("acme");
      assertThat(CausePage.of(cause.code()).isEmpty()).as(cause.code()).isEqualTo(issuance);
    }
    assertThat(CausePage.of("../report")).isEmpty();
  }

  @Test
  void namesTheIncidentsThatTurnedOutToBeThisOne() {
    String page =
        HtmlPage.of(
            Samples.event(IncidentEvent.Kind.UPDATED, Samples.proxyRequired())
                .alsoToldAs(List.of("0a1b2c3d4e"))
                .build());

    assertThat(page).contains("<dt>Also told as</dt><dd>incident 0a1b2c3d4e</dd>");
    assertThat(HtmlPage.of(Samples.opened())).doesNotContain("Also told as");
  }

  @Test
  void severalIncidentsShareAPage() {
    String page =
        HtmlPage.of(List.of(IncidentJson.of(Samples.opened()), IncidentJson.of(Samples.opened())));

    assertThat(page).contains("<title>Incidents – tlswhy</title>");
    assertThat(page.split("<article>", -1)).hasSize(3);
  }
}
