package io.tlswhy.bench.agents;

import static net.bytebuddy.matcher.ElementMatchers.isPrivate;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * How one would hook a failed handshake at first: Byte Buddy's agent builder and advice, at once.
 */
public final class NaiveAgent {
  private NaiveAgent() {}

  /** Hooks {@code TransportContext.fatal} and the platform's trust manager. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .ignore(none())
        .type(named("sun.security.ssl.TransportContext"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(FailureAdvice.class).on(named("fatal").and(takesArguments(4)))))
        .type(named("sun.security.ssl.X509TrustManagerImpl"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(FailureAdvice.class).on(named("checkTrusted").and(isPrivate()))))
        .installOn(instrumentation);
  }

  /** Leaves a mark on what was thrown, as a naive agent would. */
  public static final class FailureAdvice {
    private FailureAdvice() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.Thrown Throwable thrown) {
      if (thrown != null) {
        thrown.addSuppressed(new IllegalStateException("seen by the naive agent"));
      }
    }
  }
}
