package io.tlswhy.cli.explain;

import com.google.gson.stream.JsonWriter;
import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Findings as the one JSON document that {@code explain --json} prints. */
final class ExplainJson {
  private static final int SCHEMA = 1;

  private ExplainJson() {}

  /** The document. */
  static String document(List<Finding> findings) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("  ");
      json.beginObject();
      json.name("schema").value(SCHEMA);
      json.name("diagnoses").beginArray();
      for (Finding finding : findings) {
        finding(json, finding);
      }
      json.endArray();
      json.endObject();
    }
    return text.toString();
  }

  private static void finding(JsonWriter json, Finding finding) throws IOException {
    Diagnosis diagnosis = finding.diagnosis();
    json.beginObject();
    json.name("code").value(diagnosis.cause().code());
    json.name("confidence").value(diagnosis.confidence().word());
    json.name("summary").value(diagnosis.summary());
    json.name("fix").value(diagnosis.fix());
    json.name("lookAt").value(finding.lookAt());
    json.name("alternatives").beginArray();
    for (Alternative alternative : diagnosis.alternatives()) {
      json.beginObject();
      json.name("code").value(alternative.cause().code());
      json.name("confidence").value(alternative.confidence().word());
      json.name("why").value(alternative.why());
      json.name("lookAt").value(alternative.lookAt());
      json.endObject();
    }
    json.endArray();
    if (!finding.host().isEmpty()) {
      json.name("peer").beginObject().name("host").value(finding.host()).endObject();
    }
    json.name("count").value(finding.count());
    instant(json, "first", finding.firstTime());
    instant(json, "last", finding.lastTime());
    json.name("source").value(finding.source());
    json.name("line").value(finding.firstLine());
    json.name("lastLine").value(finding.lastLine());
    json.name("exception").beginArray();
    for (String line : finding.exception()) {
      json.value(line);
    }
    json.endArray();
    json.endObject();
  }

  /** A time of which the log does not tell the zone is left out: it would be a guess. */
  private static void instant(JsonWriter json, String name, String stamp) throws IOException {
    Optional<Instant> instant = Timestamps.instant(stamp);
    if (instant.isPresent()) {
      json.name(name).value(instant.get().toString());
    }
  }
}
