package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A check that the application added to the platform's validation. */
class OwnCheckTest {
  private static final Issued ROOT = Issued.root("CN=Root").issue();
  private static final Issued LEAF = Issued.server("partner.example", ROOT).issue();

  /** Refuses every certificate. */
  static final class Picky extends PKIXCertPathChecker {
    @Override
    public void init(boolean forward) {}

    @Override
    public boolean isForwardCheckingSupported() {
      return true;
    }

    @Override
    public Set<String> getSupportedExtensions() {
      return Set.of();
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolved)
        throws CertPathValidatorException {
      throw new CertPathValidatorException("no");
    }
  }

  @Test
  void isNamedAndTheCertificateIsNotBlamed() {
    Diagnosis diagnosis = Refused.chain(LEAF).trusting(ROOT).checkedBy(new Picky()).diagnosis();

    assertThat(diagnosis.summary())
        .isEqualTo(
            "A check that the application added to the platform's own,"
                + " io.tlswhy.diagnosis.path.OwnCheckTest$Picky, refused the certificate "
                + Words.certificate(LEAF.certificate())
                + " of partner.example, which the platform's rules allow.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Ask the application's authors what io.tlswhy.diagnosis.path.OwnCheckTest$Picky demands of"
                + " a certificate, and the operator of partner.example for one that meets it.");
    assertThat(diagnosis.cause()).isEqualTo(Cause.TRUSTSTORE_CUSTOM);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
  }

  @Test
  void doesNotHideWhatIsWrongWithTheCertificate() {
    assertThat(
            Refused.chain(LEAF)
                .trusting(ROOT)
                .checkedBy(new Picky())
                .at("2027-09-01T00:00:00Z")
                .diagnosis()
                .cause())
        .isIn(Cause.CHAIN_EXPIRED, Cause.CHAIN_EXPIRED_CA);
  }

  @Test
  void thePlatformsOwnRefusalIsNoneOfTheApplications() {
    assertThat(
            OwnCheck.of(
                Refused.chain(LEAF)
                    .trusting(ROOT)
                    .at("2027-09-01T00:00:00Z")
                    .failure()
                    .exception()
                    .orElseThrow()))
        .isEmpty();
  }
}
