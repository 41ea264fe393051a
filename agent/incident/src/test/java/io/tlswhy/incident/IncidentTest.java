package io.tlswhy.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IncidentTest {
  private static final Duration REPEAT = Duration.ofMinutes(10);

  @Test
  void whoFailsAfterItHungWaitsForWhatTheFailureBrings() throws InterruptedException {
    Incident incident = new Incident("0123456789", at(Point.SLOW), Scripted.BLOCKED);
    incident.count(at(Point.SLOW), REPEAT, false);
    assertThat(incident.await(Duration.ZERO)).isFalse();
    settle(incident);
    assertThat(incident.await(Duration.ZERO)).isTrue();

    incident.count(at(Point.LOCAL), REPEAT, false);
    assertThat(incident.await(Duration.ZERO)).isFalse();
    settle(incident);
    assertThat(incident.await(Duration.ZERO)).isTrue();
  }

  @Test
  void whatIsOnlyCountedIsNotWaitedFor() throws InterruptedException {
    Incident incident = new Incident("0123456789", at(Point.LOCAL), Scripted.BLOCKED);
    incident.count(at(Point.LOCAL), REPEAT, false);
    settle(incident);

    incident.count(at(Point.LOCAL), REPEAT, false);

    assertThat(incident.await(Duration.ZERO)).isTrue();
  }

  private static void settle(Incident incident) {
    incident.settle(Scripted.BLOCKED, "", "", ManualClock.START, true);
  }

  private static HandshakeFailure at(Point point) {
    return HandshakeFailure.builder(point, Role.CLIENT, ManualClock.START).build();
  }
}
