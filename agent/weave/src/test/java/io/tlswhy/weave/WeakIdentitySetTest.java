package io.tlswhy.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeakIdentitySetTest {
  @Test
  void tellsObjectsApartByIdentity() {
    WeakIdentitySet set = new WeakIdentitySet();
    Integer one = Integer.valueOf(4000);
    Integer equal = Integer.valueOf(4000);
    assertThat(set.contains(one)).isFalse();
    assertThat(set.add(one)).isTrue();
    assertThat(set.add(one)).isFalse();
    assertThat(set.contains(one)).isTrue();
    assertThat(set.contains(equal)).isFalse();
    assertThat(set.add(equal)).isTrue();
  }
}
