package io.tlswhy.e2e.components;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An incident as the agent's JSON tells it. */
record Incident(JsonObject json) {

  /** A stage of a trial, with all that is stable in it. */
  record Step(String stage, String as, String via, String address, String result) {
    @Override
    public String toString() {
      return String.join(" ", stage, as, via, address.isEmpty() ? "-" : address, result);
    }
  }

  String code() {
    return json.get("code").getAsString();
  }

  String confidence() {
    return json.get("confidence").getAsString();
  }

  String summary() {
    return json.get("summary").getAsString();
  }

  String fix() {
    return json.get("fix").getAsString();
  }

  /** When it was met first. */
  Instant first() {
    return Instant.parse(json.get("first").getAsString());
  }

  /** The codes of what contributes. */
  List<String> contributing() {
    List<String> codes = new ArrayList<>();
    json.getAsJsonArray("contributing").forEach(code -> codes.add(code.getAsString()));
    return codes;
  }

  /** The stages of all endpoints. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (JsonObject stage : stages()) {
      steps.add(
          new Step(
              text(stage, "stage"),
              text(stage, "as"),
              text(stage, "via"),
              text(stage, "address"),
              text(stage, "result")));
    }
    return steps;
  }

  /** The stages of all endpoints as they stand in the document. */
  List<JsonObject> stages() {
    List<JsonObject> stages = new ArrayList<>();
    for (JsonElement endpoint : json.getAsJsonArray("endpoints")) {
      endpoint
          .getAsJsonObject()
          .getAsJsonArray("stages")
          .forEach(stage -> stages.add(stage.getAsJsonObject()));
    }
    return stages;
  }

  private static String text(JsonObject object, String name) {
    return object.has(name) ? object.get(name).getAsString() : "";
  }

  /** What decides, on a few lines. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(code()).append(" (").append(confidence()).append(") ").append(contributing());
    text.append("\n  ").append(summary()).append("\n  Fix: ").append(fix());
    for (JsonObject stage : stages()) {
      text.append("\n  ").append(stage);
    }
    return text.toString();
  }
}
