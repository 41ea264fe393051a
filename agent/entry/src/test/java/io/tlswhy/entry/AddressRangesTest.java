package io.tlswhy.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0/8         | 10.0.0.0/8",
        "10.0.0.0/8:80      | 10.0.0.0/8:80",
        "127.0.0.1          | 127.0.0.1/32",
        "127.0.0.1:8080     | 127.0.0.1/32:8080",
        "0.0.0.0/0          | 0.0.0.0/0",
        "::1                | ::1/128",
        "::/0               | ::/0",
        "FD00::/8:443       | [fd00::/8]:443",
        "[fd00::1]:443      | [fd00::1/128]:443",
        "[fd00::]/8         | fd00::/8",
        "[fd00::]/8:443     | [fd00::/8]:443",
        "1:2:3:4:5:6:7:8/64 | 1:2:3:4:5:6:7:8/64",
        "[fd00::/8]:443     | [fd00::/8]:443",
        "[fd00::/8]         | fd00::/8",
        "[::1]              | ::1/128",
        "127.0.0.1, ::1 ,   | 127.0.0.1/32,::1/128",
      })
  void rangesGetOneSpelling(String given, String normal) {
    assertThat(AddressRanges.normalise(given)).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0/8",
        "10.0.0.256/8",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/8:",
        "10.0.0.0/8:0",
        "10.0.0.0/8:65536",
        "10.0.0.0/8:80:80",
        "10.0.0.0/x",
        "10.0.0.0:80/8",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "::ffff:10.0.0.1",
        "[fd00::/8]/8",
        "[fd00::/8]:80:80",
        "::g",
        ":1",
        "fd00::/129",
        "[fd00::",
        "[fd00::]x",
        "[10.0.0.1]8",
        "/8",
        ":80",
      })
  void whatIsNoRangeIsRefused(String given) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressRanges.normalise(given))
        .withMessage(
            "accepted are address ranges with or without a port, such as 10.0.0.0/8,"
                + " 127.0.0.1/32:8080 or [fd00::/8]:80");
  }
}
