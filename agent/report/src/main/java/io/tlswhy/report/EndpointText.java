package io.tlswhy.report;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What trying an endpoint showed, one aligned line a stage, grouped by the way that was taken. */
final class EndpointText {
  private static final int MAX_STAGES = 60;

  private EndpointText() {}

  /** What a look-up of that kind asks for, in words. */
  static String what(LookupKind kind) {
    switch (kind) {
      case CRL:
        return "revocation list";
      case OCSP:
        return "OCSP responder";
      default:
        return "issuer's certificate";
    }
  }

  static void add(Paragraphs page, EndpointTrial trial) {
    page.verbatim(
        "",
        Escape.line(trial.url().toString(), 300)
            + "  ("
            + what(trial.kind())
            + trial.at().map(at -> ", tested at " + at.truncatedTo(ChronoUnit.SECONDS)).orElse("")
            + ")");
    String way = "";
    int stages = 0;
    for (Stage stage : trial.stages()) {
      if (++stages > MAX_STAGES) {
        page.verbatim("", "  … " + (trial.stages().size() - MAX_STAGES) + " more");
        break;
      }
      String thisWay = way(stage);
      if (!thisWay.equals(way)) {
        page.verbatim("", "  " + thisWay);
        way = thisWay;
      }
      page.verbatim("", "    " + stageLine(stage));
    }
    if (trial.stages().isEmpty()) {
      page.verbatim("", "  not tried");
    }
  }

  private static String way(Stage stage) {
    String via =
        stage.via().equals("direct") ? "directly" : "through " + Escape.line(stage.via(), 120);
    return stage.asJvm() ? "as this JVM does it, " + via : "tried instead, " + via;
  }

  private static String stageLine(Stage stage) {
    StringBuilder line = new StringBuilder();
    pad(line, stageName(stage.kind()), 9);
    pad(line, resultWord(stage.result()), 15);
    pad(line, millis(stage), 10);
    line.append(Escape.line(stage.address(), 80));
    if (!stage.detail().isEmpty()) {
      line.append(stage.address().isEmpty() ? "" : "  ").append(Escape.line(stage.detail(), 200));
    }
    return line.toString().replaceAll(" +$", "");
  }

  private static String stageName(Stage.Kind kind) {
    switch (kind) {
      case DNS:
        return "name";
      case CONNECT:
        return "connect";
      case PROXY:
        return "proxy";
      case TLS:
        return "TLS";
      case HTTP:
        return "request";
      default:
        return "answer";
    }
  }

  /** What came of a stage, in words. */
  static String resultWord(Stage.Result result) {
    switch (result) {
      case OK:
        return "ok";
      case NXDOMAIN:
        return "no such name";
      case NODATA:
        return "no address";
      case SERVFAIL:
        return "DNS failure";
      case TIMEOUT:
        return "no answer";
      case EOF:
        return "closed";
      case PROXY_AUTHENTICATION:
        return "wants login";
      case PROXY_DENIED:
        return "denied";
      case PROXY_FAILED:
        return "proxy failed";
      case PROXY_NO_NAME:
        return "no name there";
      case PROXY_TIMEOUT:
        return "silence there";
      case PROXY_REFUSED:
        return "refused there";
      case PROXY_UNREACHABLE:
        return "no route there";
      case NOT_THE_RESPONDER:
        return "someone else";
      case STALE:
        return "out of date";
      case RESPONDER_ERROR:
        return "error";
      case TOO_LARGE:
        return "too large";
      case FORBIDDEN:
        return "not permitted";
      case TLS_FAILED:
        return "failed";
      case SKIPPED:
        return "not tried";
      default:
        return result.name().toLowerCase(Locale.ROOT);
    }
  }

  private static String millis(Stage stage) {
    return stage.result() == Stage.Result.SKIPPED || stage.result() == Stage.Result.FORBIDDEN
        ? ""
        : stage.took().toMillis() + " ms";
  }

  private static void pad(StringBuilder line, String text, int width) {
    line.append(text);
    for (int i = text.length(); i < width; i++) {
      line.append(' ');
    }
  }
}
