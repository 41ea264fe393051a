package io.tlswhy.weave.bytecode;

import java.util.List;
import java.util.Optional;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class: methods that are not in the plan keep their byte code, octet for octet.
 *
 * <p>It never loads a class: it runs while one is being loaded.
 */
public final class ClassWeaver {
  private ClassWeaver() {}

  /**
   * The woven form of that class file; empty if the plan has nothing for it or no method matched.
   *
   * @param name the class's internal name
   */
  public static Optional<byte[]> weave(String name, byte[] classFile) {
    List<WovenMethod> plan = Plan.of(name);
    if (plan.isEmpty()) {
      return Optional.empty();
    }
    ClassReader reader = new ClassReader(classFile);
    // The reader is given so that what is not woven is copied and not written anew.
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Visitor visitor = new Visitor(writer, name, plan);
    reader.accept(visitor, 0);
    return visitor.woven ? Optional.of(writer.toByteArray()) : Optional.empty();
  }

  private static final class Visitor extends ClassVisitor {
    private final String name;
    private final List<WovenMethod> plan;
    private boolean woven;

    Visitor(ClassVisitor next, String name, List<WovenMethod> plan) {
      super(Opcodes.ASM9, next);
      this.name = name;
      this.plan = plan;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
      for (WovenMethod candidate : plan) {
        if (candidate.is(method, descriptor, (access & Opcodes.ACC_STATIC) != 0)) {
          woven = true;
          return new MethodWeaver(next, candidate, name);
        }
      }
      return next;
    }
  }
}
