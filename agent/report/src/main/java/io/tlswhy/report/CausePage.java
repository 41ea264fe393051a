package io.tlswhy.report;

import io.tlswhy.diagnosis.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The documentation's page of a cause, which is carried along: who reads a report may be offline.
 */
final class CausePage {
  private CausePage() {}

  /** The page without its title; empty for what is no code or has no page. */
  static String of(String code) {
    if (!Cause.ofCode(code).isPresent()) {
      return "";
    }
    try (InputStream in = CausePage.class.getResourceAsStream("causes/" + code + ".md")) {
      return in == null ? "" : withoutTitle(text(in));
    } catch (IOException e) {
      throw new IllegalStateException("the page of " + code + " cannot be read", e);
    }
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes.write(buffer, 0, read);
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  private static String withoutTitle(String page) {
    return page.substring(page.indexOf('\n') + 1).trim();
  }
}
