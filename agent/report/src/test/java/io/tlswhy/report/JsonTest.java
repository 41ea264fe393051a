package io.tlswhy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stage;
import io.tlswhy.incident.IncidentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final JsonSchema SCHEMA = schema();

  @Test
  void incidentIsWhatTheSchemaSays() {
    String line = IncidentJson.line(Samples.opened());

    assertThat(line).doesNotContain("\n");
    assertThat(problems(line)).isEmpty();
  }

  @Test
  void membersAreNamedAndWrittenAsPublished() {
    JsonObject json = JsonParser.parseString(IncidentJson.line(Samples.opened())).getAsJsonObject();

    assertThat(json.get("tool").getAsString()).isEqualTo("tlswhy 1.0.0");
    assertThat(json.get("id").getAsString()).isEqualTo("7f3a12c09e");
    assertThat(json.get("time").getAsString()).isEqualTo("2026-11-20T03:07:12.345Z");
    assertThat(json.get("event").getAsString()).isEqualTo("opened");
    assertThat(json.get("code").getAsString()).isEqualTo("revocation.proxy-required");
    assertThat(json.get("peer"))
        .hasToString(
            "{\"host\":\"partner.example\",\"port\":443,\"address\":\"192.0.2.7\",\"role\":\"server\"}");
    assertThat(json.get("fixes").getAsJsonArray().get(0))
        .hasToString(
            "{\"kind\":\"property\",\"key\":\"http.proxyHost\",\"value\":\"proxy.corp\",\"restart\":true}");
    assertThat(
            json.getAsJsonArray("endpoints")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("stages")
                .get(1))
        .hasToString(
            "{\"stage\":\"connect\",\"as\":\"jvm\",\"via\":\"direct\",\"address\":\"10.20.0.9\",\"result\":\"timeout\",\"ms\":3001,\"detail\":\"\"}");
    assertThat(json.get("exception"))
        .hasToString(
            "[\"javax.net.ssl.SSLHandshakeException: PKIX path validation failed\","
                + "\"java.net.SocketTimeoutException: connect timed out\"]");
    assertThat(json.getAsJsonObject("jvm").getAsJsonObject("properties").keySet())
        .containsExactlyInAnyOrder("https.proxyHost", "https.proxyPort");
  }

  @Test
  void everyKindOfEventStageAndResultIsInTheSchema() {
    List<Stage> stages = new ArrayList<>();
    for (Stage.Kind kind : Stage.Kind.values()) {
      for (Stage.Result result : Stage.Result.values()) {
        stages.add(Stage.of(kind, true, "direct", "", result, Duration.ZERO, ""));
      }
    }
    List<EndpointTrial> trials = new ArrayList<>();
    for (LookupKind kind : LookupKind.values()) {
      trials.add(EndpointTrial.builder(kind, Samples.CRL).stages(stages).build());
    }
    Diagnosis diagnosis = Samples.proxyRequired().toBuilder().endpoints(trials).build();

    for (IncidentEvent.Kind kind : IncidentEvent.Kind.values()) {
      assertThat(problems(IncidentJson.line(Samples.event(kind, diagnosis).build()))).isEmpty();
    }
  }

  @Test
  void incidentsThatTurnedOutToBeThisOneAreNamed() {
    String line =
        IncidentJson.line(
            Samples.event(IncidentEvent.Kind.UPDATED, Samples.proxyRequired())
                .alsoToldAs(List.of("0a1b2c3d4e"))
                .build());

    assertThat(line).contains(",\"alsoToldAs\":[\"0a1b2c3d4e\"],");
    assertThat(problems(line)).isEmpty();
    assertThat(IncidentJson.line(Samples.opened())).doesNotContain("alsoToldAs");
    assertThat(problems(line.replace("0a1b2c3d4e", "none"))).isNotEmpty();
  }

  @Test
  void everyCauseIsInTheSchema() {
    for (Cause cause : Cause.values()) {
      Diagnosis diagnosis = Diagnosis.builder(cause, Confidence.LIKELY, "A sentence.").build();

      assertThat(
              problems(
                  IncidentJson.line(Samples.event(IncidentEvent.Kind.OPENED, diagnosis).build())))
          .isEmpty();
    }
  }

  @Test
  void incidentOfWhichNothingIsKnownIsWhatTheSchemaSays() {
    Diagnosis unknown =
        Diagnosis.builder(Cause.UNKNOWN, Confidence.POSSIBLE, "The handshake failed.").build();
    HandshakeFailure failure =
        HandshakeFailure.builder(Point.CLOSED, Role.SERVER, Samples.AT).build();

    assertThat(
            problems(
                IncidentJson.line(
                    IncidentEvent.builder(
                            IncidentEvent.Kind.RESOLVED,
                            "7f3a12c09e",
                            unknown,
                            failure,
                            Samples.jvm(Map.of()))
                        .fingerprint("0123456789abcdef")
                        .lasted(Duration.ofSeconds(3))
                        .build())))
        .isEmpty();
  }

  @Test
  void hostileNameIsBoundedAndShownAsItIsByATerminal() {
    String line =
        IncidentJson.line(Samples.event(IncidentEvent.Kind.OPENED, Samples.hostile()).build());

    assertThat(problems(line)).isEmpty();
    assertThat(line).hasSizeLessThan(40_000).contains("CN=\\u001b[2J\\r\\nERROR");
    assertThat(line.chars()).allMatch(c -> c >= ' ' && c != '\u202e');
  }

  @Test
  void historyIsWhatTheSchemaSays() {
    String line =
        IncidentJson.line(
            IncidentEvent.builder(
                    IncidentEvent.Kind.UPDATED,
                    "7f3a12c09e",
                    Samples.proxyRequired(),
                    Samples.intermittent(),
                    Samples.jvm(Map.of()))
                .fingerprint("0123456789abcdef")
                .build());

    assertThat(problems(line)).isEmpty();
    JsonObject history = JsonParser.parseString(line).getAsJsonObject().getAsJsonObject("history");
    assertThat(history.get("comesAndGoes").getAsBoolean()).isTrue();
    assertThat(history.getAsJsonObject("handshakes").toString())
        .isEqualTo(
            "{\"since\":\"2026-11-20T03:06:12.345Z\",\"failed\":3,\"passed\":4,\"backends\":["
                + "{\"address\":\"192.0.2.7\",\"serialNumber\":\"5a\",\"certificates\":1,"
                + "\"failed\":3,\"passed\":0},"
                + "{\"address\":\"192.0.2.7\",\"serialNumber\":\"5a\",\"certificates\":2,"
                + "\"failed\":0,\"passed\":4,\"lastPassed\":\"2026-11-20T03:07:12.345Z\"}]}");
    assertThat(history.getAsJsonObject("lastGood").get("issuer").getAsString())
        .isEqualTo("CN=Partner Issuing CA 1");
  }

  @Test
  void schemaRejectsWhatItShould() {
    String line = IncidentJson.line(Samples.opened());

    assertThat(problems(line.replace("\"event\":\"opened\"", "\"event\":\"closed\""))).isNotEmpty();
    assertThat(problems(line.replace("\"count\":1", "\"count\":\"1\""))).isNotEmpty();
    assertThat(problems(line.replace("03:07:12.345Z", "03:07:12.345"))).isNotEmpty();
  }

  @Test
  void whatTheCommandsPrintIsInTheSchemaToo() {
    assertThat(
            problems(
                "{\"schema\":1,\"diagnoses\":[{\"code\":\"chain.expired\",\"confidence\":\"likely\","
                    + "\"summary\":\"S.\",\"line\":3,\"count\":2}]}"))
        .isEmpty();
    assertThat(
            problems("{\"schema\":1,\"ok\":true,\"diagnoses\":[],\"chain\":[],\"endpoints\":[]}"))
        .isEmpty();
  }

  private static Set<ValidationMessage> problems(String json) {
    return SCHEMA.validate(
        json, InputFormat.JSON, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
  }

  private static JsonSchema schema() {
    try {
      String text = Files.readString(Path.of("../../src/docs/schema/tlswhy.schema.json"));
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
