package io.tlswhy.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import io.tlswhy.incident.IncidentEvent;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An incident as the JSON object that {@code incident.schema.json} describes.
 *
 * <p>Names and texts stay as they are; JSON's own escapes make them harmless, and every one of them
 * is bounded.
 */
public final class IncidentJson {
  private static final int SCHEMA = 1;
  private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();
  private static final Gson PRETTY =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private IncidentJson() {}

  /** The object on one line. */
  public static String line(IncidentEvent event) {
    return Escape.json(COMPACT.toJson(of(event)));
  }

  /** The object on several lines, for a file of its own. */
  static String page(IncidentEvent event) {
    return Escape.jsonPage(PRETTY.toJson(of(event)));
  }

  /** The object. */
  public static JsonObject of(IncidentEvent event) {
    JsonObject json = new JsonObject();
    json.addProperty("schema", SCHEMA);
    json.addProperty("tool", Product.name());
    json.addProperty("id", event.id());
    json.addProperty("fingerprint", event.fingerprint());
    json.addProperty("time", time(event.last()));
    json.addProperty("event", event.kind().name().toLowerCase(Locale.ROOT));
    addDiagnosis(json, event.diagnosis());
    json.add("peer", peer(event.failure()));
    json.addProperty("count", event.count());
    json.addProperty("first", time(event.first()));
    json.addProperty("last", time(event.last()));
    if (!event.alsoToldAs().isEmpty()) {
      json.add("alsoToldAs", EvidenceJson.texts(event.alsoToldAs()));
    }
    if (event.lasted().isPresent()) {
      json.addProperty("lastedMs", event.lasted().get().toMillis());
    }
    json.add("jvm", jvm(event.jvm()));
    json.add("handshake", EvidenceJson.handshake(event.failure()));
    json.add("chain", EvidenceJson.chain(chain(event.failure())));
    json.add("endpoints", EvidenceJson.endpoints(event.diagnosis().endpoints()));
    json.add("counterfactuals", counterfactuals(event.diagnosis()));
    json.add("history", HistoryJson.of(event));
    json.add("exception", EvidenceJson.exception(thrown(event.failure())));
    return json;
  }

  /** Adds what a diagnosis says in every document: code, confidence, texts, fixes, what is open. */
  public static void addDiagnosis(JsonObject json, Diagnosis diagnosis) {
    json.addProperty("code", diagnosis.cause().code());
    json.addProperty("confidence", diagnosis.confidence().word());
    json.addProperty("summary", EvidenceJson.bounded(diagnosis.summary()));
    json.addProperty("fix", EvidenceJson.bounded(diagnosis.fix()));
    JsonArray fixes = new JsonArray();
    for (Fix fix : diagnosis.fixes()) {
      JsonObject one = new JsonObject();
      one.addProperty("kind", fix.kind().word());
      one.addProperty("key", EvidenceJson.bounded(fix.key()));
      one.addProperty("value", EvidenceJson.bounded(fix.value()));
      one.addProperty("restart", fix.restart());
      fixes.add(one);
    }
    json.add("fixes", fixes);
    JsonArray contributing = new JsonArray();
    for (Cause cause : diagnosis.contributing()) {
      contributing.add(cause.code());
    }
    json.add("contributing", contributing);
    JsonArray alternatives = new JsonArray();
    for (Alternative alternative : diagnosis.alternatives()) {
      JsonObject one = new JsonObject();
      one.addProperty("code", alternative.cause().code());
      one.addProperty("confidence", alternative.confidence().word());
      one.addProperty("why", EvidenceJson.bounded(alternative.why()));
      one.addProperty("lookAt", EvidenceJson.bounded(alternative.lookAt()));
      alternatives.add(one);
    }
    json.add("alternatives", alternatives);
    json.add("ruledOut", EvidenceJson.texts(diagnosis.ruledOut()));
    json.add("evidence", EvidenceJson.texts(diagnosis.evidence()));
    json.addProperty("command", EvidenceJson.bounded(diagnosis.command()));
  }

  private static JsonObject peer(HandshakeFailure failure) {
    Peer peer = failure.peer();
    JsonObject json = new JsonObject();
    json.addProperty("host", EvidenceJson.bounded(peer.host()));
    if (peer.port() >= 0) {
      json.addProperty("port", peer.port());
    }
    json.addProperty("address", EvidenceJson.bounded(peer.address()));
    peer.tunnel()
        .ifPresent(tunnel -> json.addProperty("through", EvidenceJson.bounded(tunnel.name())));
    json.addProperty("role", failure.role() == Role.CLIENT ? "server" : "client");
    return json;
  }

  private static JsonObject jvm(JvmFacts jvm) {
    JsonObject json = new JsonObject();
    json.addProperty("host", EvidenceJson.bounded(jvm.host()));
    if (jvm.pid() >= 0) {
      json.addProperty("pid", jvm.pid());
    }
    json.addProperty("version", jvm.version());
    json.addProperty("vendor", jvm.vendor());
    JsonObject properties = new JsonObject();
    addAll(properties, jvm.systemProperties());
    addAll(properties, jvm.securityProperties());
    addAll(properties, jvm.environment());
    json.add("properties", properties);
    return json;
  }

  private static void addAll(JsonObject json, Map<String, String> settings) {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (!json.has(setting.getKey())) {
        json.addProperty(setting.getKey(), EvidenceJson.bounded(setting.getValue()));
      }
    }
  }

  private static JsonArray counterfactuals(Diagnosis diagnosis) {
    JsonArray json = new JsonArray();
    for (Counterfactual run : diagnosis.counterfactuals()) {
      JsonObject one = new JsonObject();
      one.addProperty("with", EvidenceJson.bounded(run.with()));
      one.addProperty("passes", run.passes());
      json.add(one);
    }
    return json;
  }

  private static List<X509Certificate> chain(HandshakeFailure failure) {
    return failure.validation().map(Validation::chain).orElseGet(Collections::emptyList);
  }

  private static Optional<Throwable> thrown(HandshakeFailure failure) {
    return failure.exception().isPresent()
        ? failure.exception()
        : failure.validation().flatMap(Validation::rejection);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
