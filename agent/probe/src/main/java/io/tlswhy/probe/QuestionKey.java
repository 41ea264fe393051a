package io.tlswhy.probe;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.probe.net.Urls;
import java.net.URI;
import java.security.cert.X509Certificate;

/** What makes two questions the same one. */
@AutoValue
abstract class QuestionKey {
  QuestionKey() {}

  static QuestionKey of(EndpointQuestion question) {
    return new AutoValue_QuestionKey(
        question.kind(), question.url(), question.subject(), question.anchored());
  }

  abstract LookupKind kind();

  abstract URI url();

  abstract X509Certificate subject();

  abstract boolean anchored();

  /** The place that is asked, and in which protocol; what unanchored chains say is kept apart. */
  String site() {
    return (anchored() ? "" : "unanchored ") + Urls.scheme(url()) + "://" + Urls.authority(url());
  }
}
