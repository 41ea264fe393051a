package io.tlswhy.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.Stage;
import io.tlswhy.evidence.Validation;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The evidence as JSON: handshake, chain, look-ups, endpoints, exceptions. */
public final class EvidenceJson {
  private static final int MAX_TEXT = 4000;
  private static final int MAX_ITEMS = 200;
  private static final int MAX_CAUSES = 16;

  private EvidenceJson() {}

  /** What both sides offered and agreed on, and what the JVM itself looked up. */
  static JsonObject handshake(HandshakeFailure failure) {
    Handshake handshake = failure.handshake();
    JsonObject json = new JsonObject();
    json.addProperty("point", camelCase(failure.point()));
    json.addProperty("carrier", camelCase(failure.carrier()));
    json.addProperty("thread", bounded(failure.thread()));
    json.addProperty("elapsedMs", failure.elapsed().toMillis());
    if (failure.waiting().isPresent()) {
      json.addProperty("waitingFor", camelCase(failure.waiting().get()));
    }
    if (!failure.limit().isZero()) {
      json.addProperty("limitMs", failure.limit().toMillis());
    }
    if (failure.stall().isPresent()) {
      json.addProperty("waitingTogether", failure.stall().get().handshakes());
      json.addProperty("localPort", failure.stall().get().localPort());
    }
    if (failure.ending().isPresent()) {
      json.addProperty("ending", camelCase(failure.ending().get()));
    }
    json.addProperty("diagnostic", bounded(failure.diagnostic()));
    json.addProperty("provider", bounded(handshake.provider()));
    json.addProperty("protocol", bounded(handshake.protocol()));
    json.addProperty("cipherSuite", bounded(handshake.cipherSuite()));
    json.add("protocols", texts(handshake.protocols()));
    json.add("cipherSuites", texts(handshake.cipherSuites()));
    json.add("peerProtocols", texts(handshake.peerProtocols()));
    json.add("peerCipherSuites", texts(handshake.peerCipherSuites()));
    json.add("serverNames", texts(handshake.serverNames()));
    json.add("applicationProtocols", texts(handshake.applicationProtocols()));
    json.addProperty("certificateRequested", handshake.certificateRequested());
    if (failure.alert().isPresent()) {
      AlertSeen alert = failure.alert().get();
      JsonObject one = new JsonObject();
      one.addProperty("direction", camelCase(alert.direction()));
      one.addProperty("code", alert.code());
      one.addProperty("name", bounded(alert.name()));
      json.add("alert", one);
    }
    JsonArray lookups = new JsonArray();
    for (Lookup lookup :
        failure.validation().map(Validation::lookups).orElseGet(Collections::emptyList)) {
      lookups.add(lookup(lookup));
    }
    json.add("lookups", lookups);
    return json;
  }

  private static JsonObject lookup(Lookup lookup) {
    JsonObject json = new JsonObject();
    json.addProperty("url", bounded(lookup.url().toString()));
    json.addProperty("kind", camelCase(lookup.kind()));
    json.addProperty("outcome", camelCase(lookup.outcome()));
    json.addProperty("ms", lookup.took().toMillis());
    json.addProperty("waitedMs", lookup.waited().toMillis());
    json.addProperty("swallowed", lookup.swallowed());
    json.add("error", exception(lookup.error()));
    return json;
  }

  /** Certificates, the peer's own first. */
  public static JsonArray chain(List<X509Certificate> chain) {
    JsonArray json = new JsonArray();
    for (X509Certificate certificate : chain) {
      JsonObject one = new JsonObject();
      one.addProperty("subject", bounded(certificate.getSubjectX500Principal().getName()));
      one.addProperty("issuer", bounded(certificate.getIssuerX500Principal().getName()));
      one.addProperty("serialNumber", certificate.getSerialNumber().toString(16));
      one.addProperty("notBefore", certificate.getNotBefore().toInstant().toString());
      one.addProperty("notAfter", certificate.getNotAfter().toInstant().toString());
      one.addProperty("sha256", CertificateText.sha256(certificate));
      json.add(one);
    }
    return json;
  }

  /** What trying endpoints showed. */
  public static JsonArray endpoints(List<EndpointTrial> trials) {
    JsonArray json = new JsonArray();
    for (EndpointTrial trial : trials) {
      JsonObject one = new JsonObject();
      one.addProperty("url", bounded(trial.url().toString()));
      one.addProperty("kind", camelCase(trial.kind()));
      one.addProperty(
          "subject",
          bounded(
              trial
                  .subject()
                  .map(subject -> subject.getSubjectX500Principal().getName())
                  .orElse("")));
      if (trial.at().isPresent()) {
        one.addProperty("at", trial.at().get().toString());
      }
      if (trial.workingWay().isPresent()) {
        one.addProperty("workingWay", bounded(trial.workingWay().get()));
      }
      JsonArray stages = new JsonArray();
      for (Stage stage : trial.stages()) {
        if (stages.size() < MAX_ITEMS) {
          stages.add(stage(stage));
        }
      }
      one.add("stages", stages);
      json.add(one);
    }
    return json;
  }

  private static JsonObject stage(Stage stage) {
    JsonObject json = new JsonObject();
    json.addProperty("stage", camelCase(stage.kind()));
    json.addProperty("as", stage.asJvm() ? "jvm" : "alternative");
    json.addProperty("via", bounded(stage.via()));
    json.addProperty("address", bounded(stage.address()));
    json.addProperty("result", camelCase(stage.result()));
    json.addProperty("ms", stage.took().toMillis());
    json.addProperty("detail", bounded(stage.detail()));
    return json;
  }

  /** An exception and its causes, each as {@code class: message}. */
  static JsonArray exception(Optional<Throwable> thrown) {
    JsonArray json = new JsonArray();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (@Nullable Throwable one = thrown.orElse(null);
        one != null && seen.add(one) && json.size() < MAX_CAUSES;
        one = one.getCause()) {
      json.add(bounded(one.getClass().getName() + ": " + one.getMessage()));
    }
    return json;
  }

  /** Texts, bounded in length and number. */
  public static JsonArray texts(List<String> texts) {
    JsonArray json = new JsonArray();
    for (String text : texts) {
      if (json.size() < MAX_ITEMS) {
        json.add(bounded(text));
      }
    }
    return json;
  }

  /** A text that may be someone else's, bounded. */
  public static String bounded(String text) {
    return Escape.shorten(text, MAX_TEXT);
  }

  /** {@code NOT_THE_RESPONDER} as {@code notTheResponder}. */
  static String camelCase(Enum<?> constant) {
    StringBuilder word = new StringBuilder();
    for (String part : constant.name().split("_", -1)) {
      String lower = part.toLowerCase(Locale.ROOT);
      word.append(
          word.length() == 0
              ? lower
              : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
    }
    return word.toString();
  }
}
