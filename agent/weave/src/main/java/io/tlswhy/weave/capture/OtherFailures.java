package io.tlswhy.weave.capture;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.Mirror;
import io.tlswhy.weave.read.ValidationReader;
import io.tlswhy.weave.read.VerifierReader;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sees what fails beside a handshake of SunJSSE: direct validations, verifiers, the default. */
final class OtherFailures {
  private final Reporter reporter;
  private final Tunnels tunnels;

  OtherFailures(Reporter reporter, Tunnels tunnels) {
    this.reporter = reporter;
    this.tunnels = tunnels;
  }

  /**
   * The platform's trust manager threw.
   *
   * <p>Within a handshake that is no failure yet, see {@link Rejections}. Outside it is told in the
   * exception only.
   */
  void trustThrown(
      ThreadState state,
      Throwable thrown,
      Object manager,
      X509Certificate @Nullable [] chain,
      @Nullable String authType,
      @Nullable Object connection,
      boolean clientChecked) {
    if (state.isChecking()) {
      state.rejections().add(thrown, manager);
      return;
    }
    if (Connection.carrying(connection).isPresent() || chain == null || chain.length == 0) {
      return;
    }
    Validation validation =
        ValidationReader.outside(manager, chain, authType, connection, clientChecked)
            .lookups(state.lookups().evidence(Arrays.asList(chain)))
            .rejection(thrown)
            .build();
    HandshakeFailure.Builder evidence =
        HandshakeFailure.builder(
                Point.VALIDATION, clientChecked ? Role.SERVER : Role.CLIENT, Instant.now())
            .peer(ValidationReader.peer(connection))
            .validation(validation)
            .thread(Thread.currentThread().getName());
    reporter.report(evidence, thrown);
  }

  /** The default trust or key managers could not be made. */
  void defaultThrown(Throwable thrown) {
    HandshakeFailure.Builder evidence =
        HandshakeFailure.builder(Point.DEFAULT_CONTEXT, Role.CLIENT, Instant.now())
            .thread(Thread.currentThread().getName());
    if (thrown.getMessage() != null) {
      evidence.diagnostic(thrown.getMessage());
    }
    reporter.report(evidence, thrown);
  }

  /**
   * What a property names is not known here: JSSE's classes throw that as an {@code
   * IllegalArgumentException}, which is the cause of what {@code SSLContext.getInstance} throws.
   * Whoever asks for a context that no provider has gets no such cause, and is not told anything.
   */
  void settingThrown(Throwable thrown) {
    if (RefusedSetting.isCauseOf(thrown)) {
      defaultThrown(thrown);
    }
  }

  /** {@code HttpsURLConnection} gave up, since its {@code HostnameVerifier} said no. */
  void hostnameThrown(Throwable thrown, Object client) {
    HandshakeFailure.Builder evidence = VerifierReader.read(client, thrown).orElse(null);
    if (evidence != null) {
      Object socket = Mirror.of(client).field("serverSocket").as(Object.class).orElse(null);
      Connection connection = Connection.carrying(socket).orElse(null);
      if (connection != null) {
        evidence.peer(tunnels.peer(connection));
      }
      reporter.report(evidence, thrown);
    }
  }
}
