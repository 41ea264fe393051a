package io.tlswhy.weave.read;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a JDK object through its fields, never through its methods.
 *
 * <p>A field that this release does not have reads as absent. Only classes of the boot loader are
 * looked into: an application's object is held and handed on, not opened.
 */
public final class Mirror {
  private static final Mirror NOTHING = new Mirror(null);
  private static final ConcurrentMap<Class<?>, ConcurrentMap<String, Optional<Field>>> FIELDS =
      new ConcurrentHashMap<Class<?>, ConcurrentMap<String, Optional<Field>>>();

  private final @Nullable Object target;

  private Mirror(@Nullable Object target) {
    this.target = target;
  }

  /** A mirror of that object, which may be absent. */
  public static Mirror of(@Nullable Object target) {
    return target == null ? NOTHING : new Mirror(target);
  }

  /** A static field of a class that is known to be initialised. */
  static Mirror ofStatic(Class<?> type, String name) {
    return NOTHING.read(type, name);
  }

  /** What the field of that name holds. */
  public Mirror field(String name) {
    return target == null ? NOTHING : read(target.getClass(), name);
  }

  /** Whether there is an object. */
  public boolean isPresent() {
    return target != null;
  }

  /** Whether it is that very object. */
  public boolean is(@Nullable Object other) {
    return target == other;
  }

  /** The object, if it is of that type. */
  public <T> Optional<T> as(Class<T> type) {
    return type.isInstance(target) ? Optional.of(type.cast(target)) : Optional.<T>empty();
  }

  /** Whether it is {@code true}. */
  public boolean isTrue() {
    return Boolean.TRUE.equals(target);
  }

  /** The number, or the other one where there is none. */
  public long number(long otherwise) {
    return target instanceof Number ? ((Number) target).longValue() : otherwise;
  }

  /** The text, empty where there is none. */
  public String text() {
    return target instanceof String ? (String) target : "";
  }

  /** The name of the object's class, empty where there is none. */
  public String className() {
    return target == null ? "" : target.getClass().getName();
  }

  /** The elements of an array, or of a collection of the JDK's; otherwise none. */
  public List<?> elements() {
    if (target instanceof Object[]) {
      return Arrays.asList((Object[]) target);
    }
    if (target instanceof Collection && target.getClass().getClassLoader() == null) {
      return Arrays.asList(((Collection<?>) target).toArray());
    }
    return Collections.emptyList();
  }

  /** The values of a map of the JDK's; otherwise none. */
  public List<?> values() {
    if (target instanceof Map && target.getClass().getClassLoader() == null) {
      return Arrays.asList(((Map<?, ?>) target).values().toArray());
    }
    return Collections.emptyList();
  }

  private Mirror read(Class<?> type, String name) {
    if (type.getClassLoader() != null) {
      return NOTHING;
    }
    Optional<Field> field = find(type, name);
    try {
      return field.isPresent() ? of(field.get().get(target)) : NOTHING;
    } catch (IllegalAccessException e) {
      return NOTHING;
    }
  }

  private static Optional<Field> find(Class<?> type, String name) {
    ConcurrentMap<String, Optional<Field>> fields = FIELDS.get(type);
    if (fields == null) {
      fields = new ConcurrentHashMap<String, Optional<Field>>();
      FIELDS.put(type, fields);
    }
    Optional<Field> field = fields.get(name);
    if (field == null) {
      field = search(type, name);
      fields.put(name, field);
    }
    return field;
  }

  private static Optional<Field> search(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      try {
        Field field = c.getDeclaredField(name);
        field.setAccessible(true);
        return Optional.of(field);
      } catch (NoSuchFieldException e) {
        // Perhaps the superclass has it.
      } catch (RuntimeException e) {
        // The package is not open to us: an exception that Java 8 has no name for.
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
