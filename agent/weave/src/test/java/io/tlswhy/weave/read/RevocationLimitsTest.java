package io.tlswhy.weave.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.RevocationSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevocationLimitsTest {
  private static final String OCSP = "com.sun.security.ocsp.timeout";
  private static final String SIZE = "com.sun.security.crl.maxSize";
  private static final String CRL = "com.sun.security.crl.readtimeout";

  @AfterEach
  void clear() {
    System.clearProperty(OCSP);
    System.clearProperty(CRL);
    System.clearProperty(SIZE);
  }

  @Test
  void readsTheLargestCrlAsTheJdkDoes() {
    assertThat(RevocationLimits.mostOctets()).isEqualTo(20_971_520);
    System.setProperty(SIZE, "1000");
    assertThat(RevocationLimits.mostOctets()).isEqualTo(1000);
    System.setProperty(SIZE, "-1");
    assertThat(RevocationLimits.mostOctets()).isNegative();
    System.setProperty(SIZE, "20M");
    assertThat(RevocationLimits.mostOctets()).isEqualTo(20_971_520);
  }

  @Test
  void hasNoLimitForReadingACrlBefore17() {
    System.setProperty(CRL, "3");
    RevocationSettings settings = RevocationLimits.read(11, false).build();
    assertThat(settings.crlReadTimeout()).isEmpty();
    assertThat(settings.crlConnectTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.ocspByGet()).isFalse();
  }

  @Test
  void takesOneOcspLimitForConnectingAndReading() {
    System.setProperty(OCSP, "4");
    for (int feature : new int[] {8, 11, 17, 25}) {
      RevocationSettings settings = RevocationLimits.read(feature, feature >= 17).build();
      assertThat(settings.ocspConnectTimeout()).isEqualTo(Duration.ofSeconds(4));
      assertThat(settings.ocspReadTimeout()).contains(Duration.ofSeconds(4));
    }
  }

  @Test
  void hasNoLimitForReadingOcspByGetWhereTheReleaseHasNone() {
    System.setProperty(OCSP, "4");
    RevocationSettings settings = RevocationLimits.read(17, false).build();
    assertThat(settings.ocspByGet()).isTrue();
    assertThat(settings.ocspReadTimeout()).isEmpty();
  }

  @Test
  void thisReleaseHasItsOwnLimitForReadingOcsp() {
    System.setProperty("com.sun.security.ocsp.readtimeout", "6");
    try {
      assertThat(RevocationLimits.read().build().ocspReadTimeout()).contains(Duration.ofSeconds(6));
    } finally {
      System.clearProperty("com.sun.security.ocsp.readtimeout");
    }
  }

  @Test
  void knowsUnitsFrom17On() {
    System.setProperty(CRL, "2500ms");
    assertThat(RevocationLimits.read(17, true).build().crlReadTimeout())
        .contains(Duration.ofMillis(2500));
    System.setProperty(OCSP, "7s");
    assertThat(RevocationLimits.read(21, true).build().ocspConnectTimeout())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(RevocationLimits.read(11, false).build().ocspConnectTimeout())
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void fallsBackToTheDefaultAsTheJdkDoes() {
    System.setProperty(OCSP, "-1");
    assertThat(RevocationLimits.read(17, true).build().ocspConnectTimeout())
        .isEqualTo(Duration.ofSeconds(15));
    System.setProperty(OCSP, "soon");
    assertThat(RevocationLimits.read(17, true).build().ocspConnectTimeout())
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void readsTheFeatureRelease() {
    assertThat(Releases.feature("1.8")).isEqualTo(8);
    assertThat(Releases.feature("25")).isEqualTo(25);
    assertThat(Releases.feature("?")).isZero();
  }
}
