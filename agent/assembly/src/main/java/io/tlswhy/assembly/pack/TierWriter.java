package io.tlswhy.assembly.pack;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.Deflater;

/** Writes a tier in the layout that {@code io.tlswhy.entry.TierArchive} reads and describes. */
public final class TierWriter {
  /**
   * Larger blocks compress better and cost more for the first class of each; above this size the
   * jar hardly becomes smaller.
   */
  private static final int BLOCK = 1 << 17;

  private TierWriter() {}

  /** The tier that holds the files, by name. */
  public static byte[] write(SortedMap<String, byte[]> files) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    ByteArrayOutputStream fileTable = new ByteArrayOutputStream();
    DataOutputStream table = new DataOutputStream(fileTable);
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] content = file.getValue();
      if (block.size() > 0 && block.size() + content.length > BLOCK) {
        blocks.add(block.toByteArray());
        block.reset();
      }
      table.writeUTF(file.getKey());
      table.writeInt(blocks.size());
      table.writeInt(block.size());
      table.writeInt(content.length);
      block.write(content);
    }
    if (block.size() > 0) {
      blocks.add(block.toByteArray());
    }
    return join(blocks, files.size(), fileTable.toByteArray());
  }

  private static byte[] join(List<byte[]> blocks, int fileCount, byte[] fileTable)
      throws IOException {
    ByteArrayOutputStream deflatedBlocks = new ByteArrayOutputStream();
    ByteArrayOutputStream indexOctets = new ByteArrayOutputStream();
    DataOutputStream index = new DataOutputStream(indexOctets);
    index.writeInt(blocks.size());
    for (byte[] block : blocks) {
      byte[] deflated = deflate(block);
      index.writeInt(deflated.length);
      index.writeInt(block.length);
      deflatedBlocks.write(deflated);
    }
    index.writeInt(fileCount);
    index.write(fileTable);

    byte[] deflatedIndex = deflate(indexOctets.toByteArray());
    ByteArrayOutputStream tier = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(tier);
    out.writeInt(deflatedIndex.length);
    out.writeInt(indexOctets.size());
    out.write(deflatedIndex);
    out.write(deflatedBlocks.toByteArray());
    return tier.toByteArray();
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream deflated = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        deflated.write(buffer, 0, deflater.deflate(buffer));
      }
      return deflated.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
