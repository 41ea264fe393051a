package io.tlswhy.incident;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Peer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The codes and hosts that {@code mute} names: nothing is said of them anywhere. */
public final class Mutes {
  private static final Mutes NONE = new Mutes(Collections.<String>emptySet());

  private final Set<String> words;

  private Mutes(Set<String> words) {
    this.words = words;
  }

  /** Nothing is muted. */
  public static Mutes none() {
    return NONE;
  }

  /** What the option's value names, separated by commas. */
  public static Mutes of(String value) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : value.split(",", -1)) {
      String trimmed = word.trim().toLowerCase(Locale.ROOT);
      if (!trimmed.isEmpty()) {
        words.add(trimmed);
      }
    }
    return words.isEmpty() ? NONE : new Mutes(words);
  }

  /** Whether a peer is muted, by name or address. */
  boolean mutesPeer(Peer peer) {
    return !words.isEmpty()
        && (words.contains(peer.host().toLowerCase(Locale.ROOT))
            || words.contains(peer.address().toLowerCase(Locale.ROOT)));
  }

  /** Whether a diagnosis is muted, by its code or by the endpoint's host that it is about. */
  boolean mutes(Diagnosis diagnosis) {
    return !words.isEmpty()
        && (mutesCause(diagnosis.cause()) || words.contains(hostOf(diagnosis.subject())));
  }

  private boolean mutesCause(Cause cause) {
    return words.contains(cause.code());
  }

  private static String hostOf(String subject) {
    int colon = subject.lastIndexOf(':');
    return (colon < 0 ? subject : subject.substring(0, colon)).toLowerCase(Locale.ROOT);
  }
}
