package io.tlswhy.cli.explain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Finds every one of a set of literals in one pass over bytes, ASCII letters in either case
 * (Aho–Corasick as a full transition table).
 *
 * <p>States are offsets into the table, so that a step is two array reads and an addition. A
 * transition to a state that has something to report, and every line feed, is stored negated: the
 * scanning loop has one test a byte. Whoever adds a test to that loop pays for it on every byte of
 * every log.
 */
final class LiteralAutomaton {
  /** The state in which a line starts. */
  static final int START = 0;

  private static final int[] NOTHING = {};

  private final int[] classes = new int[256];
  private final int width;
  private final int[] table;
  private final int[][] found;

  LiteralAutomaton(List<String> literals) {
    int classCount = classify(literals);
    this.width = classCount;
    this.table = new int[width * states(literals)];
    List<int[]> ends = new ArrayList<>();
    Arrays.fill(table, 0, width, -1);
    ends.add(NOTHING);
    for (int id = 0; id < literals.size(); id++) {
      insert(literals.get(id), id, ends);
    }
    this.found = ends.toArray(new int[0][]);
    link();
  }

  /**
   * Scans from {@code from} until something is to be reported or the bytes end.
   *
   * @return the position behind the byte that was read last; {@link Cursor#state} tells the rest
   */
  int scan(byte[] bytes, int from, int to, Cursor cursor) {
    final int[] steps = table;
    final int[] classOf = classes;
    int state = cursor.state;
    int at = from;
    while (at < to) {
      state = steps[state + classOf[bytes[at++] & 0xff]];
      if (state < 0) {
        cursor.state = ~state;
        cursor.stopped = true;
        return at;
      }
    }
    cursor.state = state;
    cursor.stopped = false;
    return at;
  }

  /** The literals that end in the state, by their position in the list. */
  int[] found(int state) {
    return found[state / width];
  }

  /** Where a scan stands. */
  static final class Cursor {
    int state = START;
    boolean stopped;
  }

  private int classify(List<String> literals) {
    int next = 1;
    classes['\n'] = next++;
    for (String literal : literals) {
      for (byte b : literal.getBytes(StandardCharsets.UTF_8)) {
        int unsigned = b & 0xff;
        if (classes[unsigned] == 0) {
          classes[unsigned] = next++;
        }
      }
    }
    for (int upper = 'A'; upper <= 'Z'; upper++) {
      classes[upper] = classes[upper + ('a' - 'A')];
    }
    return next;
  }

  /** How many beginnings the literals have, none counted twice; the empty one is the start. */
  private static int states(List<String> literals) {
    List<String> sorted = new ArrayList<>(literals);
    Collections.sort(sorted);
    int states = 1;
    String before = "";
    for (String literal : sorted) {
      int shared = 0;
      int most = Math.min(before.length(), literal.length());
      while (shared < most && before.charAt(shared) == literal.charAt(shared)) {
        shared++;
      }
      String own = literal.substring(shared);
      states += own.getBytes(StandardCharsets.UTF_8).length;
      before = literal;
    }
    return states;
  }

  private void insert(String literal, int id, List<int[]> ends) {
    int state = 0;
    for (byte b : literal.getBytes(StandardCharsets.UTF_8)) {
      int slot = state + classes[b & 0xff];
      if (table[slot] < 0) {
        int created = ends.size() * width;
        Arrays.fill(table, created, created + width, -1);
        ends.add(NOTHING);
        table[slot] = created;
      }
      state = table[slot];
    }
    int index = state / width;
    ends.set(index, append(ends.get(index), Collections.singletonList(id)));
  }

  /** Completes the table breadth first, so that a state's fallback is complete before it. */
  private void link() {
    int states = found.length;
    int[] fallback = new int[states];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(0);
    while (!queue.isEmpty()) {
      int index = queue.remove();
      int base = index * width;
      int fallbackBase = fallback[index] * width;
      for (int c = 0; c < width; c++) {
        int child = table[base + c];
        int viaFallback = index == 0 ? 0 : table[fallbackBase + c];
        if (child < 0) {
          table[base + c] = viaFallback;
        } else {
          int childIndex = child / width;
          fallback[childIndex] = viaFallback / width;
          found[childIndex] = append(found[childIndex], asList(found[viaFallback / width]));
          queue.add(childIndex);
        }
      }
    }
    for (int i = 0; i < table.length; i++) {
      boolean lineFeed = i % width == classes['\n'];
      if (lineFeed) {
        table[i] = ~START;
      } else if (found[table[i] / width].length > 0) {
        table[i] = ~table[i];
      }
    }
  }

  private static List<Integer> asList(int[] ids) {
    List<Integer> list = new ArrayList<>();
    for (int id : ids) {
      list.add(id);
    }
    return list;
  }

  private static int[] append(int[] ids, List<Integer> more) {
    int[] joined = Arrays.copyOf(ids, ids.length + more.size());
    for (int i = 0; i < more.size(); i++) {
      joined[ids.length + i] = more.get(i);
    }
    return joined;
  }
}
