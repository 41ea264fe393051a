package io.tlswhy.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  @Test
  void tellsEqualObjectsApartAndKeepsTheFirstValue() {
    WeakIdentityMap<String> map = new WeakIdentityMap<>(10);
    Integer one = Integer.valueOf(4000);
    assertThat(map.get(one)).isNull();
    assertThat(map.putIfAbsent(one, "first")).isNull();
    assertThat(map.putIfAbsent(one, "second")).isEqualTo("first");
    assertThat(map.get(one)).isEqualTo("first");
    assertThat(map.get(Integer.valueOf(4000))).isNull();
  }

  @Test
  void keepsNothingMoreWhenItIsFull() {
    WeakIdentityMap<String> map = new WeakIdentityMap<>(1);
    Object first = new Object();
    Object second = new Object();
    map.putIfAbsent(first, "first");
    assertThat(map.putIfAbsent(second, "second")).isNull();
    assertThat(map.get(second)).isNull();
    assertThat(map.get(first)).isEqualTo("first");
  }
}
