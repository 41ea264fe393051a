package io.tlswhy.weave.bytecode;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * One call to the hook class, and where in a method it is made.
 *
 * <p>The hook's parameters are, after the value or exception if the place has one, the method's own
 * from the receiver on, as many as the hook takes, and at last a field of the receiver if one is
 * named.
 */
final class Advice {
  /** Internal name of the hook class. */
  static final String HOOK = "javax/net/ssl/TlswhyHook";

  /** Where the call is made. */
  enum At {
    /** Before the first instruction. */
    ENTER,
    /** Before each return. */
    RETURN,
    /** Before each return, with the value that is about to be returned as first argument. */
    RETURN_VALUE,
    /** In a handler put behind the method, with the exception; the method itself is unchanged. */
    THROW,
    /** At the start of the method's own handlers of {@code IOException}, with the exception. */
    CATCH
  }

  private final At at;
  private final String hook;
  private final String descriptor;
  private final int first;
  private final String[] fields;

  private Advice(At at, String hook, String descriptor, int first, String... fields) {
    this.at = at;
    this.hook = hook;
    this.descriptor = descriptor;
    this.first = first;
    this.fields = fields;
  }

  static Advice of(At at, String hook, String descriptor) {
    return new Advice(at, hook, descriptor, 0);
  }

  /** Before each return: the value, and a field of the receiver ({@code name:descriptor}). */
  static Advice valueAndField(String hook, String descriptor, String field) {
    return new Advice(At.RETURN_VALUE, hook, descriptor, 0, field);
  }

  /**
   * At the start: one argument, the receiver being number 0, and a field of a field of the receiver
   * and so on.
   */
  static Advice argumentAndField(String hook, String descriptor, int argument, String... path) {
    return new Advice(At.ENTER, hook, descriptor, argument, path);
  }

  At at() {
    return at;
  }

  /** Writes the loading of the arguments and the call; the value or exception is on the stack. */
  void call(MethodVisitor code, WovenMethod method, String owner) {
    Type[] parameters = Type.getArgumentTypes(descriptor);
    int given = at == At.ENTER || at == At.RETURN ? 0 : 1;
    int own = parameters.length - given - (fields.length == 0 ? 0 : 1);
    List<Type> arguments = method.arguments(owner);
    int slot = 0;
    for (int i = 0; i < first + own; i++) {
      if (i >= first) {
        code.visitVarInsn(arguments.get(i).getOpcode(Opcodes.ILOAD), slot);
      }
      slot += arguments.get(i).getSize();
    }
    if (fields.length > 0) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
    }
    String of = owner;
    for (String field : fields) {
      int colon = field.indexOf(':');
      String type = field.substring(colon + 1);
      code.visitFieldInsn(Opcodes.GETFIELD, of, field.substring(0, colon), type);
      of = Type.getType(type).getInternalName();
    }
    code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, hook, descriptor, false);
  }
}
