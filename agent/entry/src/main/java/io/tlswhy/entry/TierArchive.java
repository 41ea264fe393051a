package io.tlswhy.entry;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tier: files in deflated blocks, so that neighbours compress each other, yet a single
 * class costs one block and not the whole tier.
 *
 * <p>The layout, numbers big-endian: the deflated and the inflated length of the index, the
 * deflated index, the deflated blocks one behind the other. The index holds the number of blocks
 * and each block's deflated and inflated length; then the number of files and, ascending by name,
 * each file's name ({@code writeUTF}), block, offset within the inflated block, and length. The
 * tier is a stored entry of the jar, whose stream can skip to a block without reading.
 */
final class TierArchive {
  private static final int LARGEST_PIECE = 1 << 26;

  private final ZipFile jar;
  private final ZipEntry entry;
  private final long[] blockStarts;
  private final int[] blockLengths;
  private final String[] names;
  private final int[] blocks;
  private final int[] offsets;
  private final int[] lengths;

  /**
   * What was inflated, until the next garbage collection: classes are loaded in bursts that go back
   * and forth between packages, and long after a burst nothing is to be held.
   */
  private final @Nullable WeakReference<byte[]>[] inflated;

  /** Opens the tier that is the jar's entry of that name; reads its index only. */
  TierArchive(ZipFile jar, String entryName) throws IOException {
    this.jar = jar;
    this.entry = jar.getEntry(entryName);
    if (entry == null) {
      throw new FileNotFoundException(entryName + " in " + jar.getName());
    }
    byte[] index;
    long start;
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      int deflatedLength = in.readInt();
      index = inflate(in, deflatedLength, in.readInt());
      start = 8L + deflatedLength;
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(index));
    int blockCount = in.readInt();
    blockStarts = new long[blockCount + 1];
    blockLengths = new int[blockCount];
    inflated = newReferences(blockCount);
    blockStarts[0] = start;
    for (int i = 0; i < blockCount; i++) {
      blockStarts[i + 1] = blockStarts[i] + in.readInt();
      blockLengths[i] = in.readInt();
    }
    int fileCount = in.readInt();
    names = new String[fileCount];
    blocks = new int[fileCount];
    offsets = new int[fileCount];
    lengths = new int[fileCount];
    for (int i = 0; i < fileCount; i++) {
      names[i] = in.readUTF();
      blocks[i] = in.readInt();
      offsets[i] = in.readInt();
      lengths[i] = in.readInt();
    }
  }

  /** Whether the tier holds a file of that name. */
  boolean contains(String name) {
    return Arrays.binarySearch(names, name) >= 0;
  }

  /** The content of the file of that name, or nothing if the tier does not hold it. */
  byte @Nullable [] read(String name) throws IOException {
    int file = Arrays.binarySearch(names, name);
    if (file < 0) {
      return null;
    }
    byte[] block = block(blocks[file]);
    return Arrays.copyOfRange(block, offsets[file], offsets[file] + lengths[file]);
  }

  private synchronized byte[] block(int number) throws IOException {
    WeakReference<byte[]> reference = inflated[number];
    byte[] block = reference == null ? null : reference.get();
    if (block == null) {
      block = inflateBlock(number);
      inflated[number] = new WeakReference<>(block);
    }
    return block;
  }

  private byte[] inflateBlock(int number) throws IOException {
    long start = blockStarts[number];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      skip(in, start);
      return inflate(in, (int) (blockStarts[number + 1] - start), blockLengths[number]);
    }
  }

  private static void skip(InputStream in, long count) throws IOException {
    long left = count;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        throw new IOException("truncated");
      }
      left -= skipped;
    }
  }

  private static byte[] inflate(DataInputStream in, int from, int to) throws IOException {
    if (from < 0 || from > LARGEST_PIECE || to < 0 || to > LARGEST_PIECE) {
      throw new IOException("no tier of this agent");
    }
    byte[] packed = new byte[from];
    in.readFully(packed);
    byte[] content = new byte[to];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int done = 0;
      while (done < to) {
        int more = inflater.inflate(content, done, to - done);
        if (more == 0) {
          throw new IOException("truncated");
        }
        done += more;
      }
      return content;
    } catch (DataFormatException damaged) {
      throw new IOException(damaged);
    } finally {
      inflater.end();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no other way to make such an array.
  private static @Nullable WeakReference<byte[]>[] newReferences(int count) {
    return (WeakReference<byte[]>[]) new WeakReference[count];
  }
}
