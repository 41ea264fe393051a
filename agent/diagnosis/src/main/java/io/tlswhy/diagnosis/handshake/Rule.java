package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Diagnosis;
import java.util.Optional;

/** One question to a failed handshake: is this what ended it? */
interface Rule {
  /** The diagnosis, if this is what ended it. */
  Optional<Diagnosis> apply(Scene scene);
}
