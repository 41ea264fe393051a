/**
 * Everything that opens a connection, and the address rules that every one of them passes.
 *
 * <p>A trial of an endpoint takes one time-out, whatever hangs. Its first quarter belongs to the
 * way that this JVM goes; the other ways run beside it from then on, or as soon as it has failed.
 * Addresses are all connected to at once.
 *
 * <p>The proxies and name servers that this machine is configured with are exempt from the address
 * rules, also where they are on loopback: no peer names them, and this JVM uses them already.
 *
 * <p>Of one host and port there is one trial at a time. In an interval (10 s, then twice as long
 * each time up to 10 min, a fifth more or less; an hour for what a chain without an anchor names) a
 * question is put once, and at most eight different ones; a host that did not answer one of them is
 * not tried for another.
 */
@NullMarked
package io.tlswhy.probe;

import org.jspecify.annotations.NullMarked;
