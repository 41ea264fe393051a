package io.tlswhy.weave.bytecode;

import io.tlswhy.weave.bytecode.Advice.At;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Puts the advices of one method into its byte code.
 *
 * <p>No local variable is added and every call leaves the stack as it was, so the frames that the
 * compiler wrote stay right and no class has to be loaded to compute new ones. The one new frame,
 * of the handler behind the method, holds the method's own arguments.
 */
final class MethodWeaver extends MethodVisitor {
  private final WovenMethod method;
  private final String owner;
  private final Label start = new Label();
  private final Set<Label> ioHandlers = new HashSet<Label>();
  private boolean atIoHandler;

  MethodWeaver(MethodVisitor next, WovenMethod method, String owner) {
    super(Opcodes.ASM9, next);
    this.method = method;
    this.owner = owner;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    super.visitLabel(start);
    callAll(At.ENTER);
  }

  @Override
  public void visitTryCatchBlock(Label from, Label to, Label handler, @Nullable String type) {
    super.visitTryCatchBlock(from, to, handler, type);
    if ("java/io/IOException".equals(type)) {
      ioHandlers.add(handler);
    }
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    atIoHandler |= ioHandlers.contains(label);
  }

  @Override
  public void visitFrame(
      int type, int locals, Object @Nullable [] local, int stacks, Object @Nullable [] stack) {
    super.visitFrame(type, locals, local, stacks, stack);
    if (atIoHandler) {
      atIoHandler = false;
      for (Advice advice : method.advices()) {
        if (advice.at() == At.CATCH) {
          super.visitInsn(Opcodes.DUP);
          advice.call(mv, method, owner);
        }
      }
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      callAll(At.RETURN);
      for (Advice advice : method.advices()) {
        if (advice.at() == At.RETURN_VALUE) {
          super.visitInsn(Opcodes.DUP);
          advice.call(mv, method, owner);
        }
      }
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    for (Advice advice : method.advices()) {
      if (advice.at() == At.THROW) {
        handler(advice);
      }
    }
    super.visitMaxs(maxStack, maxLocals);
  }

  private void handler(Advice advice) {
    Label end = new Label();
    super.visitLabel(end);
    // The last entry of the table: the method's own handlers go first.
    super.visitTryCatchBlock(start, end, end, "java/lang/Throwable");
    List<Type> arguments = method.arguments(owner);
    Object[] locals = new Object[arguments.size()];
    for (int i = 0; i < locals.length; i++) {
      locals[i] = frameType(arguments.get(i));
    }
    super.visitFrame(
        Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    super.visitInsn(Opcodes.DUP);
    advice.call(mv, method, owner);
    super.visitInsn(Opcodes.ATHROW);
  }

  private void callAll(At at) {
    for (Advice advice : method.advices()) {
      if (advice.at() == at) {
        advice.call(mv, method, owner);
      }
    }
  }

  private static Object frameType(Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN:
      case Type.BYTE:
      case Type.CHAR:
      case Type.SHORT:
      case Type.INT:
        return Opcodes.INTEGER;
      case Type.LONG:
        return Opcodes.LONG;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      default:
        return type.getInternalName();
    }
  }
}
