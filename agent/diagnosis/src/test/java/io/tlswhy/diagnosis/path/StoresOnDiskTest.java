package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.StoreFile.State;
import io.tlswhy.evidence.StoreFile.Use;
import io.tlswhy.evidence.Surroundings;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.Validation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What trust stores on disk add to a chain that leads nowhere. */
class StoresOnDiskTest {
  private static final Instant CHANGED = Instant.parse("2026-11-20T11:00:00Z");
  private static final String HOST = "partner.example";
  private static final String IN_USE = "/etc/app/trust.p12";
  private static final TrustStoreOrigin PROPERTY =
      TrustStoreOrigin.builder(TrustStoreOrigin.Source.PROPERTY)
          .path(IN_USE)
          .changedSinceStart(true)
          .build();
  private static final TrustStoreOrigin FALLBACK =
      TrustStoreOrigin.builder(TrustStoreOrigin.Source.FALLBACK)
          .askedFor("trust.jks")
          .path("/jdk/cacerts")
          .build();

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued otherRoot = Issued.root("CN=Other Root").issue();
  private final Issued ca = Issued.authority("CN=Example CA", root).serial(0x0c).issue();
  private final Issued leaf = Issued.server(HOST, ca).issue();

  private Diagnosis refused(TrustStoreOrigin origin, StoreFile... files) {
    return diagnosis(
        Refused.chain(leaf, ca).trusting(otherRoot).host(HOST).origin(origin).failure(), files);
  }

  private static Diagnosis diagnosis(HandshakeFailure failure, StoreFile... files) {
    return PathDiagnosis.of(
            failure.toBuilder()
                .surroundings(Surroundings.of(Arrays.asList(files), Collections.emptyList()))
                .build(),
            Refused.facts(),
            () -> true)
        .orElseThrow();
  }

  private static StoreFile file(Use use, String path, Issued... certificates) {
    return StoreFile.read(
        use, path, CHANGED, Arrays.stream(certificates).map(Issued::certificate).toList());
  }

  @Test
  void fileThatWasMendedSinceIsProved() {
    Diagnosis diagnosis = refused(PROPERTY, file(Use.IN_USE, IN_USE, otherRoot, root));

    assertThat(diagnosis.cause()).isEqualTo(Cause.TRUSTSTORE_CHANGED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.contributing()).containsExactly(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.counterfactuals())
        .containsExactly(
            Counterfactual.of("the trust store /etc/app/trust.p12 as it is on disk now", true));
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The file of the trust store /etc/app/trust.p12 (javax.net.ssl.trustStore) was changed"
                + " on 2026-11-20 11:00:00 UTC, after this JVM read it, and with what it holds now"
                + " the chain of partner.example passes; this JVM still uses the older content.");
    assertThat(diagnosis.fix())
        .isEqualTo("Restart this JVM so that it reads the trust store as it is now.");
    assertThat(diagnosis.evidence())
        .containsExactly(
            "The chain of partner.example ends at CN=Example CA (serial c), issued by CN=Example"
                + " Root, which the trust store /etc/app/trust.p12 (javax.net.ssl.trustStore) does"
                + " not hold.");
  }

  @Test
  void fileThatWasChangedInVainIsRuledOut() {
    Diagnosis diagnosis = refused(PROPERTY, file(Use.IN_USE, IN_USE, otherRoot));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.ruledOut())
        .containsExactly(
            "That the trust store's file was changed after this JVM read it is not the matter: with"
                + " what /etc/app/trust.p12 holds now the chain does not pass either.");
  }

  @Test
  void fileThatWasAskedForAndDoesNotExist() {
    Diagnosis diagnosis =
        refused(FALLBACK, StoreFile.unread(Use.ASKED_FOR, "/srv/app/trust.jks", State.MISSING));

    assertThat(diagnosis.cause()).isEqualTo(Cause.TRUSTSTORE_UNREADABLE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example is not trusted here, since javax.net.ssl.trustStore names"
                + " /srv/app/trust.jks, which does not exist, so that this JVM silently uses Java's"
                + " own trust store /jdk/cacerts.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Correct the path or the permissions of /srv/app/trust.jks and restart this JVM.");
  }

  @Test
  void storeBesideTheOneThatDoesNotExist() {
    Diagnosis diagnosis =
        refused(
            FALLBACK,
            StoreFile.unread(Use.ASKED_FOR, "/srv/app/trust.jks", State.MISSING),
            file(Use.BESIDE, "/srv/app/other.p12", otherRoot),
            file(Use.BESIDE, "/srv/app/trust.p12", root));

    assertThat(diagnosis.cause()).isEqualTo(Cause.TRUSTSTORE_UNREADABLE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example is not trusted here, since javax.net.ssl.trustStore names"
                + " trust.jks, which does not exist, so that this JVM silently uses Java's own trust"
                + " store /jdk/cacerts; /srv/app/trust.p12 in the same folder is there, and with it"
                + " the chain passes.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Set -Djavax.net.ssl.trustStore=/srv/app/trust.p12 if that is the store that was meant,"
                + " and restart this JVM.");
  }

  @Test
  void fileThatAppearedSince() {
    Diagnosis diagnosis = refused(FALLBACK, file(Use.ASKED_FOR, "/srv/app/trust.jks", root));

    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example is not trusted here, since javax.net.ssl.trustStore names"
                + " /srv/app/trust.jks, which could not be read when Java did, and can be now, so"
                + " that this JVM silently uses Java's own trust store /jdk/cacerts.");
    assertThat(diagnosis.fix()).isEqualTo("Restart this JVM, so that it reads /srv/app/trust.jks.");
  }

  @Test
  void rootThatTheOperatingSystemHolds() {
    Diagnosis diagnosis =
        refused(
            TrustStoreOrigin.builder(TrustStoreOrigin.Source.DEFAULT).path("/jdk/cacerts").build(),
            file(Use.IN_USE, "/jdk/cacerts", otherRoot),
            file(Use.OTHER, "/etc/ssl/certs/ca-certificates.crt", otherRoot, root));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example leads to the root CN=Example Root (serial a), which"
                + " /etc/ssl/certs/ca-certificates.crt of this machine holds, but Java's own trust"
                + " store /jdk/cacerts does not.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "If whoever runs this machine put CN=Example Root into"
                + " /etc/ssl/certs/ca-certificates.crt on purpose, add it from there to the trust"
                + " store that this JVM uses; its SHA-256 fingerprint is "
                + Words.fingerprint(root.certificate())
                + ".");
  }

  @Test
  void intermediateThatAStoreHolds() {
    HandshakeFailure failure = Refused.chain(leaf).trusting(root).host(HOST).failure();

    Diagnosis diagnosis = diagnosis(failure, file(Use.OTHER, "/etc/ssl/cert.pem", otherRoot, ca));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INCOMPLETE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "partner.example sent CN=partner.example (serial a) without the certificate of its"
                + " issuer CN=Example CA; with that one, from /etc/ssl/cert.pem, the chain is"
                + " complete.");
    assertThat(diagnosis.evidence()).contains("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void applicationsOwnManagerAgainstThePlatforms() {
    Diagnosis diagnosis = refusedByApplication(file(Use.PLATFORM, "/jdk/cacerts", root));

    assertThat(diagnosis.cause()).isEqualTo(Cause.TRUSTSTORE_CUSTOM);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The application's own trust manager com.example.Pinned refused the certificate"
                + " CN=partner.example (serial a) of partner.example, which Java's own trust"
                + " manager accepts by /jdk/cacerts.");
  }

  @Test
  void applicationsOwnManagerIsNotBlamedForWhatThePlatformsWouldRefuseToo() {
    assertThat(refusedByApplication(file(Use.PLATFORM, "/jdk/cacerts", otherRoot)).confidence())
        .isEqualTo(Confidence.POSSIBLE);
  }

  private Diagnosis refusedByApplication(StoreFile... files) {
    HandshakeFailure failure = Refused.chain(leaf, ca).trusting(root).host(HOST).failure();
    Validation validation =
        failure.validation().orElseThrow().toBuilder()
            .trust(
                TrustSettings.builder(TrustSettings.Algorithm.CUSTOM, "com.example.Pinned").build())
            .build();
    return diagnosis(failure.toBuilder().validation(validation).build(), files);
  }

  @Test
  void certificateThatCannotBeReadIsTheFaultWhateverTheOthersAre() {
    HandshakeFailure failure = Refused.chain(ca).trusting(root).host(HOST).failure();
    Validation validation =
        failure.validation().orElseThrow().toBuilder()
            .unparsed(List.of(io.tlswhy.evidence.Der.of(new byte[] {0x30, 0x7F})))
            .build();

    Diagnosis diagnosis = diagnosis(failure.toBuilder().validation(validation).build());

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_MALFORMED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Java cannot read 1 certificate that partner.example sent: the encoding is not what the"
                + " standard says.");
  }
}
