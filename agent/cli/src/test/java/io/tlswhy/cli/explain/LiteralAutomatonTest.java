package io.tlswhy.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralAutomatonTest {
  private final LiteralAutomaton automaton =
      new LiteralAutomaton(List.of("handshake", "shake", "hand", "pkix path", "näher"));

  @Test
  void findsLiteralsThatOverlapAndContainOneAnother() {
    assertThat(found("a Handshake")).containsExactly("2", "0,1");
  }

  @Test
  void foldsAsciiLettersOnly() {
    assertThat(found("PKIX PATH")).containsExactly("3");
    assertThat(found("näher")).containsExactly("4");
    assertThat(found("nÄher")).isEmpty();
  }

  @Test
  void aLineFeedStopsTheScanAndForgetsWhatWasBegun() {
    assertThat(found("hands\nhake")).containsExactly("2", "line");
  }

  @Test
  void aLiteralMayBeginInOneBufferAndEndInTheNext() {
    LiteralAutomaton.Cursor cursor = new LiteralAutomaton.Cursor();
    byte[] first = "pkix p".getBytes(StandardCharsets.UTF_8);
    byte[] second = "ath".getBytes(StandardCharsets.UTF_8);

    automaton.scan(first, 0, first.length, cursor);
    assertThat(cursor.stopped).isFalse();
    automaton.scan(second, 0, second.length, cursor);

    assertThat(cursor.stopped).isTrue();
    assertThat(automaton.found(cursor.state)).containsExactly(3);
  }

  private List<String> found(String text) {
    List<String> found = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LiteralAutomaton.Cursor cursor = new LiteralAutomaton.Cursor();
    int at = 0;
    while (at < bytes.length) {
      at = automaton.scan(bytes, at, bytes.length, cursor);
      if (cursor.stopped) {
        List<String> ids = new ArrayList<>();
        for (int id : automaton.found(cursor.state)) {
          ids.add(String.valueOf(id));
        }
        ids.sort(null);
        found.add(bytes[at - 1] == '\n' ? "line" : String.join(",", ids));
      }
    }
    return found;
  }
}
