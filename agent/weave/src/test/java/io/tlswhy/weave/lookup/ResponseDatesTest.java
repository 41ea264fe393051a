package io.tlswhy.weave.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResponseDatesTest {

  @Test
  void findsTheEarliestNextUpdate() throws IOException {
    byte[] response =
        octets(
            single("20261120120000Z", "20261123120000Z"),
            new byte[9],
            single("20261120120000Z", "20261122120000Z"));

    assertThat(ResponseDates.nextUpdate(response))
        .isEqualTo(Instant.parse("2026-11-22T12:00:00Z").toEpochMilli());
  }

  @Test
  void responseWithoutNextUpdateHasNone() throws IOException {
    assertThat(
            ResponseDates.nextUpdate(octets(new byte[40], time("20261120120000Z"), new byte[40])))
        .isZero();
  }

  @Test
  void whatIsCutShortOrNoDateHasNone() throws IOException {
    byte[] whole = single("20261120120000Z", "20261123120000Z");
    for (int length = 0; length < whole.length; length++) {
      assertThat(ResponseDates.nextUpdate(java.util.Arrays.copyOf(whole, length))).isZero();
    }
    assertThat(ResponseDates.nextUpdate(single("20261120120000Z", "not-a-date-okay"))).isZero();
  }

  private static byte[] single(String thisUpdate, String nextUpdate) throws IOException {
    return octets(time(thisUpdate), new byte[] {(byte) 0xa0, 17}, time(nextUpdate));
  }

  private static byte[] time(String text) throws IOException {
    return octets(new byte[] {0x18, 15}, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] octets(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }
}
