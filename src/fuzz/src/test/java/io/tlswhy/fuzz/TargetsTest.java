package io.tlswhy.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Feeds each target what it starts from, and a little of what a fuzzer makes of it. */
class TargetsTest {
  private static final int CHANGES = 40;

  private final Seeds seeds = new Seeds();

  static Stream<Targets.Entry> targets() {
    return Targets.all().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void takesWhatIsWellFormedAndWhatIsNot(Targets.Entry entry) {
    Random random = new Random(1);
    for (byte[] seed : seeds.of(entry.name())) {
      assertThatCode(() -> entry.target().feed(seed)).doesNotThrowAnyException();
      for (int i = 0; i < CHANGES; i++) {
        byte[] changed = changed(seed, random);
        assertThatCode(() -> entry.target().feed(changed)).doesNotThrowAnyException();
      }
    }
  }

  private static byte[] changed(byte[] seed, Random random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(seed.length + 1) : seed.length;
    byte[] changed = java.util.Arrays.copyOf(seed, length);
    for (int i = 0; i < 1 + random.nextInt(4) && length > 0; i++) {
      changed[random.nextInt(length)] = (byte) random.nextInt(256);
    }
    return changed;
  }
}
