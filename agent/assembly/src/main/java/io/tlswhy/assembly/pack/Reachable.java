package io.tlswhy.assembly.pack;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds which classes of the libraries can be reached, so that only those are shipped.
 *
 * <p>A class reaches what its constant pool names: as a class, within a descriptor, signature or
 * annotation, or as a whole string, which is how a name for {@code Class.forName} is written.
 */
final class Reachable {
  private final Map<String, byte[]> library;
  private final Set<String> leaves;

  /**
   * Looks among the class files given, by file name.
   *
   * @param leaves files that are shipped where they are named, but not what they reach
   */
  Reachable(Map<String, byte[]> library, Set<String> leaves) {
    this.library = library;
    this.leaves = leaves;
  }

  /** The library's class files that the roots reach, directly or not. */
  SortedMap<String, byte[]> from(Collection<byte[]> roots) throws IOException {
    SortedMap<String, byte[]> reached = new TreeMap<>();
    Deque<byte[]> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      for (String name : names(open.remove())) {
        String file = name.replace('.', '/') + ".class";
        byte[] content = library.get(file);
        if (content != null && reached.put(file, content) == null && !leaves.contains(file)) {
          open.add(content);
        }
      }
    }
    return reached;
  }

  /** All that may be the name of a class in a class file's constant pool. */
  private static List<String> names(byte[] classFile) throws IOException {
    List<String> names = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    in.readInt();
    in.readInt();
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      if (tag == ConstantPool.UTF8) {
        addNames(in.readUTF(), names);
      } else {
        skipFully(in, ConstantPool.size(tag));
      }
      i += ConstantPool.slots(tag) - 1;
    }
    return names;
  }

  private static void addNames(String text, List<String> names) {
    names.add(text);
    int start = text.indexOf('L');
    while (start >= 0) {
      int end = start + 1;
      while (end < text.length() && ";<(".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      if (end < text.length()) {
        names.add(text.substring(start + 1, end));
      }
      start = text.indexOf('L', start + 1);
    }
  }

  private static void skipFully(DataInputStream in, int count) throws IOException {
    in.readFully(new byte[count]);
  }
}
