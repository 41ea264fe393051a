package io.tlswhy.cli.check;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tlswhy.cli.Console;
import io.tlswhy.cli.route.Route;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.evidence.Stage;
import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.report.EvidenceJson;
import io.tlswhy.report.IncidentJson;
import io.tlswhy.report.LogText;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/** What checks showed, for a person or as the one JSON document of {@code check --json}. */
final class CheckOutput {
  private static final int SCHEMA = 1;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private CheckOutput() {}

  /** The document. */
  static String json(List<CheckResult> results, List<Route> routes, RevocationSettings revocation) {
    boolean ok = true;
    JsonArray diagnoses = new JsonArray();
    JsonArray chain = new JsonArray();
    JsonArray endpoints = new JsonArray();
    for (CheckResult result : results) {
      ok &= result.ok();
      if (result.incident().isPresent()) {
        JsonObject diagnosis = IncidentJson.of(result.incident().get());
        diagnosis.addProperty("subject", result.subject());
        // No incident of a running JVM: there is nothing that could be found again by it.
        diagnosis.remove("id");
        diagnoses.add(diagnosis);
      }
      chain.addAll(EvidenceJson.chain(result.chain()));
      endpoints.addAll(EvidenceJson.endpoints(result.endpoints()));
    }
    JsonObject document = new JsonObject();
    document.addProperty("schema", SCHEMA);
    document.addProperty("ok", ok);
    document.add("diagnoses", diagnoses);
    document.add("chain", chain);
    document.add("endpoints", endpoints);
    document.add("routes", routes(routes));
    document.add("revocation", revocation(revocation));
    return GSON.toJson(document);
  }

  private static JsonObject revocation(RevocationSettings settings) {
    JsonObject json = new JsonObject();
    json.addProperty("checked", settings.enabled());
    json.add("by", EvidenceJson.texts(RevocationText.by(settings)));
    return json;
  }

  private static JsonArray routes(List<Route> routes) {
    JsonArray json = new JsonArray();
    for (Route route : routes) {
      JsonObject one = new JsonObject();
      one.addProperty("address", route.address());
      one.addProperty("port", route.port());
      one.addProperty("command", route.command());
      one.add("hops", EvidenceJson.texts(route.hops()));
      one.addProperty("summary", route.sentence());
      json.add(one);
    }
    return json;
  }

  /** Prints them. */
  static void print(Console console, List<CheckResult> results, List<Route> routes) {
    for (CheckResult result : results) {
      if (result.incident().isPresent()) {
        incident(console, result.incident().get());
        if (result.incident().get().diagnosis().endpoints().isEmpty()) {
          endpoints(console, result.endpoints());
        }
      } else {
        console.heading(result.accepted());
        chain(console, result.chain());
        endpoints(console, result.endpoints());
      }
      console.line("");
    }
    for (Route route : routes) {
      console.line(route.sentence());
    }
  }

  /** The record without what belongs to an incident of a running JVM: its id and its count. */
  private static void incident(Console console, IncidentEvent event) {
    String[] lines = LogText.of(event).split("\n", -1);
    console.heading(lines[0].replace(", incident " + event.id() + ")", ")"));
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].startsWith("  How often ")) {
        console.line(lines[i]);
      }
    }
  }

  private static void chain(Console console, List<X509Certificate> chain) {
    for (X509Certificate certificate : chain) {
      console.line(
          "  "
              + certificate.getSubjectX500Principal().getName()
              + ", valid until "
              + certificate.getNotAfter().toInstant());
    }
  }

  private static void endpoints(Console console, List<EndpointTrial> trials) {
    if (!trials.isEmpty()) {
      console.line("  Endpoints of the chain, each tried from here:");
    }
    for (EndpointTrial trial : trials) {
      String way = trial.workingWay().map(works -> "works, " + works).orElse("does not work");
      console.line("  " + trial.kind().name() + " " + trial.url() + ": " + way);
      for (Stage stage : trial.stages()) {
        if (stage.result() != Stage.Result.OK) {
          console.line(
              "    "
                  + stage.kind().name().toLowerCase(Locale.ROOT)
                  + " "
                  + stage.via()
                  + " "
                  + stage.address()
                  + ": "
                  + stage.result().name().toLowerCase(Locale.ROOT)
                  + " after "
                  + stage.took().toMillis()
                  + " ms "
                  + stage.detail()
                  + (stage.result() == Stage.Result.FORBIDDEN
                      ? " (--allow " + stage.address() + " has it tried)"
                      : ""));
        }
      }
    }
  }
}
