package io.tlswhy.assembly;

import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.diagnosis.Foresight;
import io.tlswhy.evidence.AgentThreads;
import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.EvidenceListener;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.incident.IncidentSettings;
import io.tlswhy.incident.Incidents;
import io.tlswhy.probe.ProbeSettings;
import io.tlswhy.probe.StagedProber;
import io.tlswhy.probe.files.MachineReader;
import io.tlswhy.probe.handshake.PeerRules;
import io.tlswhy.probe.handshake.SecondHandshakes;
import io.tlswhy.report.Reports;
import io.tlswhy.weave.JvmReader;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The composition root: makes what diagnoses, probes, remembers and tells, and joins it.
 *
 * <p>Opened by the entry through its name, at the first failure.
 */
public final class Heart implements EvidenceListener, AutoCloseable {
  private final Incidents incidents;
  private volatile Function<Peer, Optional<Instant>> lastAccepted = peer -> Optional.empty();
  private volatile Function<URI, Optional<EndpointHistory>> histories = url -> Optional.empty();

  /** Joins the rooms as the options say. */
  public Heart(Map<String, String> options, Instrumentation instrumentation) {
    JvmFacts jvm = JvmReader.read();
    Reports reports = Reports.from(options, instrumentation::getAllLoadedClasses);
    ProbeSettings probing = ProbeSettings.from(options);
    Incidents.Builder builder =
        Incidents.builder(
                IncidentSettings.from(options),
                new Diagnostician(jvm),
                new StagedProber(probing, AgentThreads.of("probe")),
                jvm)
            .exceptionText(reports.exceptionText())
            .listeners(reports.listeners())
            .files(new MachineReader(AgentThreads.of("files"))::read)
            .successes(peer -> lastAccepted.apply(peer))
            .endpoints(url -> histories.apply(url));
    if (probing.scope() == ProbeSettings.Scope.ALL) {
      builder.peers(
          new SecondHandshakes(
              PeerRules.of(probing), probing.timeout(), AgentThreads.of("handshake")));
    }
    if ("on".equals(options.get("watch"))) {
      builder.foresight(new Foresight(jvm));
    }
    incidents = builder.build();
  }

  @Override
  public String failed(HandshakeFailure failure) {
    return incidents.failed(failure);
  }

  @Override
  public void slow(HandshakeFailure handshake) {
    incidents.slow(handshake);
  }

  @Override
  public void accepted(HandshakeFailure handshake) {
    incidents.accepted(handshake);
  }

  @Override
  public void successes(Function<Peer, Optional<Instant>> accepted) {
    lastAccepted = accepted;
  }

  @Override
  public void endpoints(Function<URI, Optional<EndpointHistory>> history) {
    histories = history;
  }

  @Override
  public void close() {
    incidents.close();
  }
}
