package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.StoreFile.State;
import io.tlswhy.evidence.StoreFile.Use;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.TrustStoreOrigin.Source;
import io.tlswhy.evidence.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of what is trusted here, word for word. */
class StoreSentencesTest {
  private static final String PEER = "partner.example";
  private static final Instant ELEVEN = Instant.parse("2026-11-20T11:00:00Z");
  private static final String NAMES =
      "The chain of partner.example is not trusted here, since javax.net.ssl.trustStore names ";
  private static final String INSTEAD =
      ", so that this JVM silently uses Java's own trust store /jdk/cacerts.";

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued leaf = Issued.server(PEER, root).issue();
  private final Validation property =
      of(TrustStoreOrigin.builder(Source.PROPERTY).path("/etc/app/trust.p12"));
  private final Validation fallback =
      of(TrustStoreOrigin.builder(Source.FALLBACK).path("/jdk/cacerts").askedFor("trust.jks"));

  private Validation of(TrustStoreOrigin.Builder origin) {
    return Examined.of(leaf).by(root).origin(origin.build()).validation();
  }

  private static StoreFile unread(State state) {
    return StoreFile.unread(Use.ASKED_FOR, "/srv/app/trust.jks", state);
  }

  private StoreFile read(Use use, String path) {
    return StoreFile.read(use, path, ELEVEN, List.of(root.certificate()));
  }

  @Test
  void whatTheStoreIsCalled() {
    assertThat(StoreSentences.store(fallback.trust()))
        .isEqualTo("Java's own trust store /jdk/cacerts");
    assertThat(StoreSentences.store(property.trust()))
        .isEqualTo("the trust store /etc/app/trust.p12 (javax.net.ssl.trustStore)");
    assertThat(
            StoreSentences.store(
                of(TrustStoreOrigin.builder(Source.APPLICATION).path("/etc/app/own.p12")).trust()))
        .isEqualTo("the trust store /etc/app/own.p12 that the application chose");
    assertThat(StoreSentences.store(of(TrustStoreOrigin.builder(Source.APPLICATION)).trust()))
        .isEqualTo("the trust store that the application chose");
  }

  @Test
  void empty() {
    Diagnosis empty = StoreSentences.empty(property).build();

    assertThat(empty.cause()).isEqualTo(Cause.TRUSTSTORE_EMPTY);
    assertThat(empty.summary())
        .isEqualTo(
            "No certificate is trusted here at all: the trust store /etc/app/trust.p12"
                + " (javax.net.ssl.trustStore) is empty.");
    assertThat(empty.fix())
        .isEqualTo(
            "Point to the trust store that was meant, or put into this one the root certificates"
                + " that the application needs, as their certification authorities publish them.");
  }

  private void assertFallback(Optional<StoreFile> asked, String summary, String fix) {
    Diagnosis told = StoreSentences.fallback(PEER, fallback, asked).build();
    assertThat(told.summary()).isEqualTo(summary);
    assertThat(told.fix()).isEqualTo(fix);
    assertThat(told.cause()).isEqualTo(Cause.TRUSTSTORE_UNREADABLE);
  }

  @Test
  void anotherStoreThanAskedFor() {
    String correct =
        "Correct the path or the permissions of /srv/app/trust.jks and restart this JVM.";

    assertFallback(
        Optional.of(unread(State.MISSING)),
        NAMES + "/srv/app/trust.jks, which does not exist" + INSTEAD,
        correct);
    assertFallback(
        Optional.of(unread(State.NO_FILE)),
        NAMES + "/srv/app/trust.jks, which is not a file" + INSTEAD,
        correct);
    assertFallback(
        Optional.of(unread(State.FORBIDDEN)),
        NAMES + "/srv/app/trust.jks, which this process may not read" + INSTEAD,
        correct);
    assertFallback(
        Optional.of(read(Use.ASKED_FOR, "/srv/app/trust.jks")),
        NAMES
            + "/srv/app/trust.jks, which could not be read when Java did, and can be now"
            + INSTEAD,
        "Restart this JVM, so that it reads /srv/app/trust.jks.");
    assertFallback(
        Optional.empty(),
        NAMES + "trust.jks, which is not there or cannot be read" + INSTEAD,
        "Correct the path or the permissions of trust.jks and restart this JVM.");
    assertThat(
            StoreSentences.fallback(
                    PEER,
                    of(TrustStoreOrigin.builder(Source.FALLBACK).path("/jdk/cacerts")),
                    Optional.empty())
                .build()
                .summary())
        .isEqualTo(NAMES + "a file, which is not there or cannot be read" + INSTEAD);
  }

  @Test
  void theStoreBesideIt() {
    Diagnosis told =
        StoreSentences.besides(PEER, fallback, read(Use.BESIDE, "/srv/app/trust.p12")).build();

    assertThat(told.summary())
        .isEqualTo(
            NAMES
                + "trust.jks, which does not exist, so that this JVM silently uses Java's own trust"
                + " store /jdk/cacerts; /srv/app/trust.p12 in the same folder is there, and with it"
                + " the chain passes.");
    assertThat(told.fix())
        .isEqualTo(
            "Set -Djavax.net.ssl.trustStore=/srv/app/trust.p12 if that is the store that was meant,"
                + " and restart this JVM.");
  }

  @Test
  void changedOnDisk() {
    StoreFile now = read(Use.IN_USE, "/etc/app/trust.p12");
    Diagnosis changed = StoreSentences.changed(PEER, property).build();

    assertThat(changed.cause()).isEqualTo(Cause.TRUSTSTORE_CHANGED);
    assertThat(changed.summary())
        .isEqualTo(
            "The chain of partner.example is not trusted here, and the file of the trust store"
                + " /etc/app/trust.p12 (javax.net.ssl.trustStore) was changed after this JVM started"
                + " and may not have been read again.");
    assertThat(changed.fix())
        .isEqualTo("Restart this JVM so that it reads the trust store as it is now.");
    assertThat(StoreSentences.mendedSince(PEER, property, now))
        .isEqualTo(
            "The file of the trust store /etc/app/trust.p12 (javax.net.ssl.trustStore) was changed on"
                + " 2026-11-20 11:00:00 UTC, after this JVM read it, and with what it holds now the"
                + " chain of partner.example passes; this JVM still uses the older content.");
    assertThat(StoreSentences.changedInVain(now))
        .isEqualTo(
            "That the trust store's file was changed after this JVM read it is not the matter: with"
                + " what /etc/app/trust.p12 holds now the chain does not pass either.");
    assertThat(StoreSentences.asItIsNow(now))
        .isEqualTo("the trust store /etc/app/trust.p12 as it is on disk now");
  }

  @Test
  void theApplicationsOwnJudges() {
    Validation own = Examined.of(leaf).by(root).managedBy("com.example.Pinning").validation();
    String refused =
        "The application's own trust manager com.example.Pinning refused the certificate"
            + " CN=partner.example (serial a) of partner.example";
    Diagnosis accepted = StoreSentences.custom(PEER, own, true).build();

    assertThat(accepted.cause()).isEqualTo(Cause.TRUSTSTORE_CUSTOM);
    assertThat(accepted.summary()).isEqualTo(refused + ", which the rules of certificates allow.");
    assertThat(accepted.fix())
        .isEqualTo(
            "Ask the application's authors what com.example.Pinning accepts (pinned keys, a list of"
                + " its own).");
    assertThat(StoreSentences.custom(PEER, own, false).build().summary()).isEqualTo(refused + ".");

    Diagnosis against =
        StoreSentences.customAgainst(PEER, own, read(Use.PLATFORM, "/jdk/cacerts")).build();
    assertThat(against.summary())
        .isEqualTo(refused + ", which Java's own trust manager accepts by /jdk/cacerts.");
    assertThat(against.counterfactuals())
        .containsExactly(Counterfactual.of("Java's own trust manager over /jdk/cacerts", true));

    Diagnosis check = StoreSentences.ownCheck(PEER, own, "com.example.Check").build();
    assertThat(check.summary())
        .isEqualTo(
            "A check that the application added to the platform's own, com.example.Check, refused"
                + " the certificate CN=partner.example (serial a) of partner.example, which the"
                + " platform's rules allow.");
    assertThat(check.fix())
        .isEqualTo(
            "Ask the application's authors what com.example.Check demands of a certificate, and the"
                + " operator of partner.example for one that meets it.");

    Diagnosis verifier = StoreSentences.verifier(Examined.of(leaf).now(), PEER).build();
    assertThat(verifier.cause()).isEqualTo(Cause.NAME_MISMATCH);
    assertThat(verifier.summary())
        .isEqualTo(
            "The application's own HostnameVerifier refused partner.example, although the certificate"
                + " CN=partner.example (serial a) is for that name.");
    assertThat(verifier.fix())
        .isEqualTo("Ask the application's authors which names its HostnameVerifier accepts.");
  }
}
