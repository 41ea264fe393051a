package io.tlswhy.weave.bytecode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The methods of a class file and the octets of their Code attributes (JVMS section 4.7.3). */
final class ClassFile {
  private static final int CODE_HEADER = 8;

  private final Map<String, byte[]> codes = new LinkedHashMap<>();

  private ClassFile() {}

  /** A class of this JDK's. */
  static byte[] ofJdk(String internalName) throws IOException {
    String resource = internalName + ".class";
    try (InputStream in = ClassLoader.getSystemResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not in this JDK");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    }
  }

  /** The Code attributes by name and descriptor. */
  static Map<String, byte[]> codes(byte[] classFile) throws IOException {
    ClassFile file = new ClassFile();
    file.read(new DataInputStream(new ByteArrayInputStream(classFile)));
    return file.codes;
  }

  /** The instructions alone, without limits, exception table and attributes. */
  static byte[] instructions(byte[] code) {
    int length =
        (code[4] & 0xff) << 24 | (code[5] & 0xff) << 16 | (code[6] & 0xff) << 8 | code[7] & 0xff;
    return Arrays.copyOfRange(code, CODE_HEADER, CODE_HEADER + length);
  }

  private void read(DataInputStream in) throws IOException {
    in.skipBytes(8);
    String[] texts = constants(in);
    in.skipBytes(6);
    in.skipBytes(2 * in.readUnsignedShort());
    members(in, texts, false);
    members(in, texts, true);
  }

  private void members(DataInputStream in, String[] texts, boolean methods) throws IOException {
    for (int count = in.readUnsignedShort(); count > 0; count--) {
      in.skipBytes(2);
      String name = texts[in.readUnsignedShort()] + texts[in.readUnsignedShort()];
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        String attribute = texts[in.readUnsignedShort()];
        byte[] content = new byte[in.readInt()];
        in.readFully(content);
        if (methods && attribute.equals("Code")) {
          codes.put(name, content);
        }
      }
    }
  }

  private static String[] constants(DataInputStream in) throws IOException {
    String[] texts = new String[in.readUnsignedShort()];
    Arrays.fill(texts, "");
    for (int i = 1; i < texts.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1:
          texts[i] = in.readUTF();
          break;
        case 5:
        case 6:
          in.skipBytes(8);
          i++;
          break;
        case 7:
        case 8:
        case 16:
        case 19:
        case 20:
          in.skipBytes(2);
          break;
        case 15:
          in.skipBytes(3);
          break;
        default:
          in.skipBytes(4);
      }
    }
    return texts;
  }
}
