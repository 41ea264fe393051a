package io.tlswhy.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tlswhy.diagnosis.history.History;
import io.tlswhy.evidence.Backend;
import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.PeerHistory;
import io.tlswhy.incident.IncidentEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What is remembered of the peer and its endpoints, as JSON. */
final class HistoryJson {
  private HistoryJson() {}

  static JsonObject of(IncidentEvent event) {
    HandshakeFailure failure = event.failure();
    History history = History.of(failure, event.diagnosis(), event.jvm());
    JsonObject json = new JsonObject();
    json.addProperty("comesAndGoes", history.comesAndGoes());
    json.add("frequency", EvidenceJson.texts(history.frequency()));
    json.add("validity", EvidenceJson.texts(history.validity()));
    json.add("changed", EvidenceJson.texts(history.changed()));
    if (failure.lastGood().isPresent()) {
      json.add("lastGood", lastGood(failure.lastGood().get()));
    }
    if (failure.peerHistory().isPresent()) {
      json.add("handshakes", handshakes(failure.peerHistory().get()));
    }
    JsonArray endpoints = new JsonArray();
    for (EndpointHistory endpoint : failure.endpointHistories()) {
      endpoints.add(endpoint(endpoint));
    }
    json.add("endpoints", endpoints);
    return json;
  }

  private static JsonObject lastGood(LastGoodChain chain) {
    JsonObject json = new JsonObject();
    json.addProperty("time", text(chain.when()));
    json.addProperty("address", EvidenceJson.bounded(chain.address()));
    json.addProperty("subject", EvidenceJson.bounded(chain.subject()));
    json.addProperty("issuer", EvidenceJson.bounded(chain.issuer()));
    json.addProperty("serialNumber", EvidenceJson.bounded(chain.serialNumber()));
    json.addProperty("notAfter", text(chain.notAfter()));
    json.addProperty("certificates", chain.length());
    json.add("pointers", EvidenceJson.texts(chain.pointers()));
    return json;
  }

  private static JsonObject handshakes(PeerHistory history) {
    JsonObject json = new JsonObject();
    json.addProperty("since", text(history.since()));
    json.addProperty("failed", history.failed());
    json.addProperty("passed", history.passed());
    JsonArray backends = new JsonArray();
    for (Backend backend : history.backends()) {
      JsonObject one = new JsonObject();
      one.addProperty("address", EvidenceJson.bounded(backend.address()));
      one.addProperty("serialNumber", EvidenceJson.bounded(backend.serialNumber()));
      one.addProperty("certificates", backend.certificates());
      one.addProperty("failed", backend.failed());
      one.addProperty("passed", backend.passed());
      put(one, "lastPassed", backend.lastPassed());
      backends.add(one);
    }
    json.add("backends", backends);
    return json;
  }

  private static JsonObject endpoint(EndpointHistory history) {
    JsonObject json = new JsonObject();
    json.addProperty("url", EvidenceJson.bounded(history.url().toString()));
    json.addProperty("kind", EvidenceJson.camelCase(history.kind()));
    put(json, "since", history.since());
    json.addProperty("failed", history.failed());
    json.addProperty("passed", history.passed());
    put(json, "lastWorked", history.lastWorked());
    put(json, "failingSince", history.failingSince());
    put(json, "nextUpdate", history.nextUpdate());
    put(json, "notAskedBefore", history.notAskedBefore());
    return json;
  }

  private static void put(JsonObject json, String name, Optional<Instant> time) {
    if (time.isPresent()) {
      json.addProperty(name, text(time.get()));
    }
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
