package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.ClockReading;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the clocks of others say: the {@code Date} of each host that answered a trial, and CRLs and
 * OCSP responses, whose signed dates hold at one time and not at another.
 */
final class OtherClocks {
  /** Clocks that are kept by a time service differ by less; answers take their time. */
  private static final Duration AGREEMENT = Duration.ofMinutes(5);

  /** What is less wrong than this explains no certificate's dates worth speaking of. */
  private static final Duration WRONG = Duration.ofMinutes(15);

  private final List<EndpointTrial> trials;
  private final AnswerCheck check;
  private final Map<String, ClockReading> byHost = new LinkedHashMap<>();

  private OtherClocks(List<EndpointTrial> trials, AnswerCheck check) {
    this.check = check;
    this.trials = trials;
    for (EndpointTrial trial : trials) {
      for (ClockReading reading : trial.clocks()) {
        byHost.putIfAbsent(reading.host(), reading);
      }
    }
  }

  /** The clocks that these trials met. */
  static OtherClocks of(List<EndpointTrial> trials, AnswerCheck check) {
    return new OtherClocks(trials, check);
  }

  /** The hosts whose clocks agree with this machine's; none if one of the others does not. */
  List<String> agreeing() {
    List<String> hosts = new ArrayList<>();
    for (ClockReading reading : byHost.values()) {
      if (offset(reading).abs().compareTo(AGREEMENT) > 0) {
        return new ArrayList<>();
      }
      hosts.add(reading.host());
    }
    return hosts;
  }

  /**
   * How far the others are ahead of this machine's clock (negative: behind), where it is far and
   * they all agree; empty where nobody was asked, where they differ, or where it is little.
   */
  Optional<Duration> offset() {
    Collection<ClockReading> readings = byHost.values();
    if (readings.isEmpty()) {
      return Optional.empty();
    }
    Duration first = offset(readings.iterator().next());
    for (ClockReading reading : readings) {
      if (offset(reading).minus(first).abs().compareTo(AGREEMENT) > 0) {
        return Optional.empty();
      }
    }
    return first.abs().compareTo(WRONG) > 0 ? Optional.of(first) : Optional.empty();
  }

  /** The hosts that stated a time. */
  List<String> hosts() {
    return new ArrayList<>(byHost.keySet());
  }

  /**
   * The CRLs and OCSP responses that verify at that time and not at this machine's, by their URLs.
   *
   * @param path whose certificates they speak of
   */
  List<String> signedFor(Instant time, Instant local, CertificationPath path) {
    List<String> urls = new ArrayList<>();
    for (EndpointTrial trial : trials) {
      if (trial.kind() != LookupKind.CA_ISSUERS
          && check.holds(trial, path, time)
          && !check.holds(trial, path, local)) {
        urls.add(trial.url().toString());
      }
    }
    return urls;
  }

  private static Duration offset(ClockReading reading) {
    return Duration.between(reading.local(), reading.stated());
  }
}
