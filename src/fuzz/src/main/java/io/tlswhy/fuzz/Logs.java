package io.tlswhy.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Logs to start from: one of each form that {@code explain} knows. */
final class Logs {
  private static final String TRACE =
      """
      javax.net.ssl.SSLHandshakeException: PKIX path building failed: \
      sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid \
      certification path to requested target
      \tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)
      \tSuppressed: java.net.SocketException: Connection reset
      \t\t... 4 common frames omitted
      Caused by: java.security.cert.CertPathValidatorException: validity check failed
      \t... 11 more
      """;

  private Logs() {}

  static List<byte[]> samples() throws IOException {
    List<byte[]> samples = new ArrayList<>();
    String[] texts = {
      "2026-11-20 12:00:00,123 ERROR [main] c.e.Orders - failed\n" + TRACE,
      "Nov 20, 2026 12:00:00 PM com.example.Orders run\nSEVERE: failed\n" + TRACE,
      "Nov 20 12:00:00 host orders[12]: " + TRACE.replace("\n", "\nNov 20 12:00:00 host orders: "),
      "2026-11-20T12:00:00.1Z stdout F "
          + TRACE.replace("\n", "\n2026-11-20T12:00:00.2Z stderr F "),
      "{\"@timestamp\":\"2026-11-20T12:00:00Z\",\"stack_trace\":\""
          + TRACE.replace("\n", "\\n").replace("\t", "\\t")
          + "\"}\n",
      "{\"log\":\"" + TRACE.split("\n", 2)[0] + "\\n\",\"stream\":\"stderr\",\"time\":\"x\"}\n",
      "orders_1  | " + TRACE.replace("\n", "\norders_1  | "),
      "javax.net.ssl|ERROR|01|main|2026-11-20 12:00:00.000 UTC|TransportContext.java:375|"
          + "Fatal (HANDSHAKE_FAILURE): no cipher suites in common (\n\"throwable\" : {\n"
          + TRACE
          + "}\n\n)\n",
      "certpath: OCSP response status: TRY_LATER\n"
          + "WARN tlswhy - tlswhy[chain.expired] It expired. Fix: Renew it."
          + " (proved, incident 0123456789)\n",
      "SSL routines:tls_process_server_certificate:certificate verify failed (depth 1)\n",
      "io.netty.handler.codec.DecoderException: javax.net.ssl.SSLException: Received fatal alert:"
          + " certificate_unknown\n",
    };
    for (String text : texts) {
      samples.add(text.getBytes(StandardCharsets.UTF_8));
    }
    samples.add(Seeds.packed(samples.get(0)));
    return samples;
  }
}
