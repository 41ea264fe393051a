package io.tlswhy.assembly.pack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Makes class files name another class than they were compiled with, by their constant pool. */
final class Relocation {
  private final String from;
  private final String to;

  /** From one internal name to another, where a class is named by itself (not in descriptors). */
  Relocation(String from, String to) {
    this.from = from;
    this.to = to;
  }

  /** The class file with the other name in it. */
  byte[] apply(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    ByteArrayOutputStream octets = new ByteArrayOutputStream(classFile.length);
    DataOutputStream out = new DataOutputStream(octets);
    out.writeInt(in.readInt());
    out.writeInt(in.readInt());
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == ConstantPool.UTF8) {
        String text = in.readUTF();
        out.writeUTF(text.equals(from) ? to : text);
      } else {
        byte[] rest = new byte[ConstantPool.size(tag)];
        in.readFully(rest);
        out.write(rest);
      }
      i += ConstantPool.slots(tag) - 1;
    }
    out.write(classFile, classFile.length - in.available(), in.available());
    return octets.toByteArray();
  }
}
