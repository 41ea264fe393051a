/**
 * The way in: all of tlswhy that the application's class path can see.
 *
 * <p>Everything else lies packed in tiers, each opened by a loader of its own when it is first
 * needed: {@code weave} at the first class of JSSE, {@code heart} at the first failure, {@code cli}
 * only by {@code java -jar}. The classes in the tiers do not see this package, so only types of the
 * JDK cross the border:
 *
 * <ul>
 *   <li>{@code io.tlswhy.weave.Weaver(Instrumentation, Map<String, String> options,
 *       Supplier<Object> heart)} is a {@code ClassFileTransformer}; where it is {@code
 *       AutoCloseable} too, {@code close()} silences its hook before the original classes come
 *       back.
 *   <li>{@code io.tlswhy.assembly.Heart(Map<String, String> options, Instrumentation)} is what
 *       {@code heart.get()} gives, the same one each time; where it is {@code AutoCloseable}, it is
 *       closed when the agent is detached.
 *   <li>{@code io.tlswhy.cli.Tlswhy.main(String[])} is the command line.
 *   <li>{@code options} holds every key: durations as milliseconds in decimal, {@code enabled} as
 *       {@code true}, other switches as {@code on} or {@code off}, {@code allow}, {@code mute} and
 *       {@code config} empty where they were not given.
 * </ul>
 *
 * <p>What runs before the first handshake loads nothing that a JVM does not load anyway, and none
 * of the classes whose early initialisation is known to break applications: logging, security
 * providers, name resolution, {@code java.nio.file}, JMX.
 */
@NullMarked
package io.tlswhy.entry;

import org.jspecify.annotations.NullMarked;
