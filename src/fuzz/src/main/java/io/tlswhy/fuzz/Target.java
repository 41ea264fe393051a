package io.tlswhy.fuzz;

/** Feeds some octets to a reader. Whatever it throws is a finding. */
@FunctionalInterface
public interface Target {
  /** Feeds them. */
  void feed(byte[] input);
}
