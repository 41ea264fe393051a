package io.tlswhy.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeakNumbersTest {
  @Test
  void numbersEachObjectOnceByIdentity() {
    WeakNumbers numbers = new WeakNumbers();
    Object first = new String("the same");
    Object second = new String("the same");

    assertThat(numbers.of(first)).isEqualTo(1);
    assertThat(numbers.of(second)).isEqualTo(2);
    assertThat(numbers.of(first)).isEqualTo(1);
  }
}
