package com.example.orders;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** Starts the service. */
public final class OrdersApplication {
  private OrdersApplication() {}

  /**
   * Takes no arguments: see {@code orders.properties} for the settings.
   *
   * @throws IOException when a settings or key store file cannot be read, or the port is taken
   * @throws GeneralSecurityException when a key store or TLS setting does not hold
   */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Settings settings = Settings.ofThisProcess();
    Partner partner = partner(settings);
    new StockSync(partner).startEvery(settings.time("sync.every"));
    HttpApi.start(settings, partner);
  }

  private static Partner partner(Settings settings) throws IOException, GeneralSecurityException {
    Partner https =
        new HttpsPartner(
            settings.uri("partner.url"),
            PartnerTls.of(settings),
            settings.time("partner.connect-timeout"),
            settings.time("partner.read-timeout"));
    Duration limit = settings.time("partner.limit");
    return limit.isZero() ? https : new ImpatientPartner(https, limit);
  }
}
