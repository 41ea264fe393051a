package io.tlswhy.weave.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/** A method of the JDK that is woven, by its exact name and descriptor, and what with. */
final class WovenMethod {
  private final String name;
  private final String descriptor;
  private final boolean isStatic;
  private final List<Advice> advices;

  private WovenMethod(String name, String descriptor, boolean isStatic, List<Advice> advices) {
    this.name = name;
    this.descriptor = descriptor;
    this.isStatic = isStatic;
    this.advices = advices;
  }

  static WovenMethod instance(String name, String descriptor, Advice... advices) {
    return new WovenMethod(
        name, descriptor, false, Collections.unmodifiableList(Arrays.asList(advices)));
  }

  static WovenMethod ofClass(String name, String descriptor, Advice... advices) {
    return new WovenMethod(
        name, descriptor, true, Collections.unmodifiableList(Arrays.asList(advices)));
  }

  boolean is(String otherName, String otherDescriptor, boolean otherIsStatic) {
    return name.equals(otherName)
        && descriptor.equals(otherDescriptor)
        && isStatic == otherIsStatic;
  }

  List<Advice> advices() {
    return advices;
  }

  /** What the first local variables hold: the receiver, if there is one, and the parameters. */
  List<Type> arguments(String owner) {
    List<Type> all = new ArrayList<Type>();
    if (!isStatic) {
      all.add(Type.getObjectType(owner));
    }
    all.addAll(Arrays.asList(Type.getArgumentTypes(descriptor)));
    return all;
  }
}
