package io.tlswhy.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Without {@code java.lang} opened to it, as in this JVM, the text is a suppressed exception. */
class EnricherTest {
  private final Enricher enricher = new Enricher();

  @Test
  void addsTheTextOnceWhereTheMessageCannotBeExtended() {
    IOException exception = new OwnMessage();
    enricher.enrich(exception, "why");
    enricher.enrich(exception, "why again");
    assertThat(exception.getMessage()).isEqualTo("its own");
    assertThat(exception.getSuppressed()).hasSize(1);
    assertThat(exception.getSuppressed()[0]).isExactlyInstanceOf(Exception.class).hasMessage("why");
    assertThat(exception.getSuppressed()[0].getStackTrace()).isEmpty();
  }

  @Test
  void addsNothingWhereThereIsNothingToSay() {
    IOException exception = new OwnMessage();
    enricher.enrich(exception, "");
    assertThat(exception.getSuppressed()).isEmpty();
  }

  private static final class OwnMessage extends IOException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      return "its own";
    }
  }
}
