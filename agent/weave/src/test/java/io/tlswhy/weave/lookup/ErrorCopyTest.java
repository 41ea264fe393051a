package io.tlswhy.weave.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStoreException;
import org.junit.jupiter.api.Test;

class ErrorCopyTest {
  @Test
  void keepsClassMessageAndCausesButNoFrameOfTheApplication() {
    IOException original = new IOException("outer", new ConnectException("refused"));
    Throwable copy = ErrorCopy.of(original);
    assertThat(copy).isNotSameAs(original).isExactlyInstanceOf(IOException.class);
    assertThat(copy).hasMessage("outer");
    assertThat(copy.getStackTrace()).isEmpty();
    assertThat(copy)
        .cause()
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessage("refused")
        .matches(cause -> cause.getStackTrace().length == 0);
  }

  @Test
  void keepsTheNamesOfTheJdksInnermostFrames() {
    NumberFormatException original =
        assertThrows(NumberFormatException.class, () -> Integer.parseInt("one"));

    StackTraceElement[] kept = ErrorCopy.of(original).getStackTrace();

    assertThat(kept).isNotEmpty();
    assertThat(kept).allMatch(frame -> frame.getClassName().startsWith("java.lang."));
    assertThat(kept).anyMatch(frame -> frame.getMethodName().equals("parseInt"));
  }

  @Test
  void keepsTheReasonOfAPathException() {
    Throwable copy =
        ErrorCopy.of(new CertPathValidatorException("no", null, null, -1, BasicReason.REVOKED));
    assertThat(((CertPathValidatorException) copy).getReason()).isEqualTo(BasicReason.REVOKED);
  }

  @Test
  void unwrapsWhatAStoreWraps() {
    Throwable copy =
        ErrorCopy.ofCause(
            new CertStoreException(new CertStoreException(new ConnectException("refused"))));
    assertThat(copy).isExactlyInstanceOf(ConnectException.class).hasMessage("refused");
  }

  @Test
  void namesAClassThatItCannotMake() {
    Throwable copy = ErrorCopy.of(new Foreign());
    assertThat(copy)
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(Foreign.class.getName() + ": odd");
  }

  @Test
  void endsWhereCausesGoRoundInACircle() {
    IOException first = new IOException("first");
    IOException second = new IOException("second", first);
    first.initCause(second);
    int depth = 0;
    for (Throwable t = ErrorCopy.of(first); t != null; t = t.getCause()) {
      depth++;
    }
    assertThat(depth).isEqualTo(6);
  }

  private static final class Foreign extends RuntimeException {
    private static final long serialVersionUID = 1;

    Foreign() {
      super("odd");
    }
  }
}
