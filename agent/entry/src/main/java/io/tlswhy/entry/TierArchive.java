package io.tlswhy.entry;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
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
  /** Class loading stays in a package for a while; more would only hold memory. */
  private static final int BLOCKS_KEPT = 4;

  private static final int LARGEST_PIECE = 1 << 26;

  private final ZipFile jar;
  private final ZipEntry entry;
  private final long[] blockStarts;
  private final int[] blockLengths;
  private final String[] names;
  private final int[] blocks;
  private final int[] offsets;
  private final int[] lengths;

  private final int[] keptNumbers = new int[BLOCKS_KEPT];
  private final @Nullable SoftReference<byte[]>[] kept = newKept();
  private int nextKept;

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
      int deflated = in.readInt();
      int inflated = in.readInt();
      index = inflate(in, deflated, inflated);
      start = 8L + deflated;
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(index));
    int blockCount = in.readInt();
    blockStarts = new long[blockCount + 1];
    blockLengths = new int[blockCount];
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
    for (int i = 0; i < BLOCKS_KEPT; i++) {
      SoftReference<byte[]> reference = kept[i];
      byte[] block = reference == null || keptNumbers[i] != number ? null : reference.get();
      if (block != null) {
        return block;
      }
    }
    byte[] block = inflateBlock(number);
    keptNumbers[nextKept] = number;
    kept[nextKept] = new SoftReference<>(block);
    nextKept = (nextKept + 1) % BLOCKS_KEPT;
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

  private static byte[] inflate(DataInputStream in, int deflated, int inflated) throws IOException {
    if (deflated < 0 || deflated > LARGEST_PIECE || inflated < 0 || inflated > LARGEST_PIECE) {
      throw new IOException("no tier of this agent");
    }
    byte[] packed = new byte[deflated];
    in.readFully(packed);
    byte[] content = new byte[inflated];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int done = 0;
      while (done < inflated) {
        int more = inflater.inflate(content, done, inflated - done);
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
  private static @Nullable SoftReference<byte[]>[] newKept() {
    return (SoftReference<byte[]>[]) new SoftReference[BLOCKS_KEPT];
  }
}
