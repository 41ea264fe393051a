package io.tlswhy.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.tlswhy.incident.IncidentEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One self-contained HTML page over incidents, made from their JSON.
 *
 * <p>Every text is escaped twice: what cannot be seen by {@link Escape}, what HTML would act on by
 * the template engine. The page loads nothing and runs no script.
 */
public final class HtmlPage {
  private static final int MAX_TEXT = 4000;

  private HtmlPage() {}

  static String of(IncidentEvent event) {
    return of(Collections.singletonList(IncidentJson.of(event)));
  }

  /** A page over incidents as {@link IncidentJson} gives them. */
  public static String of(List<JsonObject> incidents) {
    List<Object> shown = new ArrayList<>();
    for (JsonObject incident : incidents) {
      shown.add(incident(incident));
    }
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("tool", Product.name());
    page.put("title", incidents.size() == 1 ? text(incidents.get(0), "code") : "Incidents");
    page.put("several", incidents.size() > 1);
    page.put("incidents", shown);
    return template().execute(page);
  }

  private static Map<String, Object> incident(JsonObject json) {
    Map<String, Object> shown = map(json);
    shown.put("many", json.has("count") && json.get("count").getAsLong() > 1);
    shown.put("settings", settings(json));
    shown.put("restart", restart(json));
    shown.put("hasChain", has(json, "chain"));
    shown.put("hasEndpoints", has(json, "endpoints"));
    shown.put("hasRuledOut", has(json, "ruledOut"));
    shown.put("hasEvidence", has(json, "evidence") || has(json, "counterfactuals"));
    shown.put("hasOpen", has(json, "alternatives") || has(json, "contributing"));
    JsonObject history =
        json.has("history") && json.get("history").isJsonObject()
            ? json.getAsJsonObject("history")
            : new JsonObject();
    shown.put("frequency", lines(history, "frequency"));
    shown.put("validity", lines(history, "validity"));
    shown.put("changed", lines(history, "changed"));
    shown.put("hasChanged", has(history, "changed"));
    shown.put("others", lines(json, "alsoToldAs"));
    shown.put("hasOthers", has(json, "alsoToldAs"));
    shown.put("fromClient", text(json, "peer").contains("\"role\":\"client\""));
    String page = CausePage.of(text(json, "code"));
    shown.put("hasPage", !page.isEmpty());
    shown.put("page", PageBlocks.of(page));
    shown.put("anchor", Escape.line("about-" + text(json, "id"), MAX_TEXT));
    shown.put("endpoints", endpoints(json));
    shown.put("numberedChain", numbered(json));
    return shown;
  }

  private static List<Object> lines(JsonObject json, String name) {
    List<Object> lines = new ArrayList<>();
    for (JsonElement line : array(json, name)) {
      lines.add(value(line));
    }
    return lines;
  }

  /** What is to be set word for word, for copying. */
  private static List<Object> settings(JsonObject json) {
    List<Object> settings = new ArrayList<>();
    for (JsonElement fix : array(json, "fixes")) {
      JsonObject one = fix.getAsJsonObject();
      if (text(one, "kind").equals("property")) {
        settings.add(Escape.line(text(one, "key") + "=" + text(one, "value"), MAX_TEXT));
      }
    }
    return settings;
  }

  private static String restart(JsonObject json) {
    if (!has(json, "fixes") || FixText.saysRestart(text(json, "fix"))) {
      return "";
    }
    return text(json, "fixes").contains("\"restart\":true")
        ? "This JVM must be restarted for it."
        : "No restart is needed.";
  }

  private static List<Object> numbered(JsonObject json) {
    List<Object> certificates = new ArrayList<>();
    for (JsonElement certificate : array(json, "chain")) {
      Map<String, Object> shown = map(certificate.getAsJsonObject());
      shown.put("number", certificates.size() + 1);
      certificates.add(shown);
    }
    return certificates;
  }

  /** The endpoints with their stages grouped by the way that was taken. */
  private static List<Object> endpoints(JsonObject json) {
    List<Object> endpoints = new ArrayList<>();
    for (JsonElement element : array(json, "endpoints")) {
      JsonObject endpoint = element.getAsJsonObject();
      Map<String, Object> shown = map(endpoint);
      List<Object> ways = new ArrayList<>();
      String current = "";
      List<Object> stages = new ArrayList<>();
      for (JsonElement stage : array(endpoint, "stages")) {
        JsonObject one = stage.getAsJsonObject();
        String way =
            (text(one, "as").equals("jvm") ? "as this JVM does it, " : "tried instead, ")
                + (text(one, "via").equals("direct") ? "directly" : "through " + text(one, "via"));
        if (!way.equals(current)) {
          stages = new ArrayList<>();
          Map<String, Object> group = new LinkedHashMap<>();
          group.put("way", Escape.line(way, MAX_TEXT));
          group.put("stages", stages);
          ways.add(group);
          current = way;
        }
        stages.add(stage(one));
      }
      shown.put("ways", ways);
      endpoints.add(shown);
    }
    return endpoints;
  }

  private static Map<String, Object> stage(JsonObject json) {
    Map<String, Object> shown = map(json);
    String result = text(json, "result");
    boolean untried = result.equals("skipped") || result.equals("forbidden");
    shown.put("mark", result.equals("ok") ? "good" : untried ? "none" : "bad");
    return shown;
  }

  private static boolean has(JsonObject json, String name) {
    return array(json, name).size() > 0;
  }

  private static JsonArray array(JsonObject json, String name) {
    return json.has(name) && json.get(name).isJsonArray()
        ? json.getAsJsonArray(name)
        : new JsonArray();
  }

  private static String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (value == null || value.isJsonNull()) {
      return "";
    }
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }

  private static Map<String, Object> map(JsonObject json) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> member : json.entrySet()) {
      map.put(member.getKey(), value(member.getValue()));
    }
    return map;
  }

  private static Object value(JsonElement json) {
    if (json.isJsonObject()) {
      return map(json.getAsJsonObject());
    }
    if (json.isJsonArray()) {
      List<Object> list = new ArrayList<>();
      for (JsonElement element : json.getAsJsonArray()) {
        list.add(value(element));
      }
      return list;
    }
    if (json.isJsonNull()) {
      return "";
    }
    return json.getAsJsonPrimitive().isBoolean()
        ? (Object) json.getAsBoolean()
        : Escape.line(json.getAsString(), MAX_TEXT);
  }

  private static Template template() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("report.html")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks report.html");
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      return Mustache.compiler().defaultValue("").emptyStringIsFalse(true).compile(reader);
    } catch (IOException e) {
      throw new IllegalStateException("report.html cannot be read", e);
    }
  }
}
