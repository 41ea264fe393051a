package io.tlswhy.assembly.pack;

/** The layout of a class file's constant pool, as far as one must know it to walk along. */
final class ConstantPool {
  /** The tag of a text: the only constant whose size is not fixed. */
  static final int UTF8 = 1;

  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private ConstantPool() {}

  /** How many octets follow the tag. */
  static int size(int tag) {
    switch (tag) {
      case 3: // Integer
      case 4: // Float
      case 9: // Fieldref
      case 10: // Methodref
      case 11: // InterfaceMethodref
      case 12: // NameAndType
      case 17: // Dynamic
      case 18: // InvokeDynamic
        return 4;
      case LONG:
      case DOUBLE:
        return 8;
      case 7: // Class
      case 8: // String
      case 16: // MethodType
        return 2;
      case 15: // MethodHandle
        return 3;
      default:
        throw new IllegalArgumentException("constant pool tag " + tag);
    }
  }

  /** How many places it takes in the pool. */
  static int slots(int tag) {
    return tag == LONG || tag == DOUBLE ? 2 : 1;
  }
}
