package io.tlswhy.e2e.components;

import io.tlswhy.e2e.Jdk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What real networks, name servers, proxies, CRL hosts, responders and directories do to the
 * revocation check, and that the agent names it: code, stage, address, way out.
 *
 * <p>{@code -Dtlswhy.cases=REGEX} plays some of them only, {@code -Dtlswhy.cases.print=true} prints
 * what was told.
 */
@Tag("components")
@Execution(ExecutionMode.CONCURRENT)
class RevocationHostIT {
  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("tlswhy.cases", ""));
  private static Instant started = Instant.MIN;

  @BeforeAll
  static void start() {
    started = Instant.now();
  }

  @AfterAll
  static void printTime() {
    System.out.printf(
        "%d cases on %s in %d s%n",
        all().count(), Jdk.full(), Duration.between(started, Instant.now()).toSeconds());
  }

  private static Stream<Case> all() {
    return Stream.of(
            LateCases.all(),
            ConnectCases.all(),
            NameCases.all(),
            ProxyCases.all(),
            AnswerCases.all(),
            ResponderCases.all(),
            DirectoryCases.all())
        .flatMap(List::stream)
        .filter(one -> CHOSEN.matcher(one.toString()).find());
  }

  static Stream<Arguments> cases() {
    return all()
        .flatMap(one -> Jdk.full().stream().filter(one::runsOn).map(jdk -> Arguments.of(jdk, one)));
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("cases")
  void isNamed(Jdk jdk, Case one, @TempDir Path folder) throws Exception {
    one.run(jdk, folder);
  }
}
