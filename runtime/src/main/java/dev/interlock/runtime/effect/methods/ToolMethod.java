package dev.interlock.runtime.effect.methods;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.Heartbeat;
import dev.interlock.runtime.effect.Tool;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import dev.interlock.runtime.journal.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.channels.ClosedByInterruptException;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One method and what it says of itself. Thread-safe if its object is. */
final class ToolMethod {
  private static final int MESSAGE_CHARS_MAX = 500;

  /** What a method may take beside its record. */
  private static final Set<Class<?>> BESIDE = Set.of(Connection.class, Heartbeat.class);

  private final Object instance;
  private final Method method;
  private final Descriptor descriptor;

  private ToolMethod(Object instance, Method method, Descriptor descriptor) {
    this.instance = instance;
    this.method = method;
    this.descriptor = descriptor;
  }

  /**
   * @throws UserError if the method cannot be a tool
   */
  static ToolMethod of(Object instance, Method method, RecordSchema schemas) {
    if (!Modifier.isPublic(method.getModifiers())) throw wrong(method, "is not public");
    if (Modifier.isStatic(method.getModifiers())) throw wrong(method, "is static");
    var types = List.of(method.getParameterTypes());
    if (types.size() > 2 || (types.size() == 2 && !BESIDE.contains(types.get(1)))) {
      throw wrong(method, "takes more than one record");
    }
    if (!types.isEmpty() && !types.getFirst().isRecord()) {
      throw wrong(method, "takes a " + types.getFirst().getSimpleName() + ", not a record");
    }
    if (!method.getReturnType().isRecord()) {
      throw wrong(method, "returns a " + method.getReturnType().getSimpleName() + ", not a record");
    }
    if (!method.trySetAccessible()) throw wrong(method, "cannot be called from here");
    return new ToolMethod(instance, method, descriptor(method, schemas));
  }

  Descriptor descriptor() {
    return descriptor;
  }

  ClassLoader loader() {
    return instance.getClass().getClassLoader();
  }

  /** Whether it takes a connection beside its record. */
  boolean takesConnection() {
    return takesBeside(Connection.class);
  }

  /** Whether it takes a heartbeat beside its record. */
  boolean takesHeartbeat() {
    return takesBeside(Heartbeat.class);
  }

  private boolean takesBeside(Class<?> type) {
    return method.getParameterCount() == 2 && method.getParameterTypes()[1] == type;
  }

  /**
   * Runs the method on this thread.
   *
   * @param transaction what its deed is done in; null if in none
   * @param beat takes its signs of life
   */
  Answer run(Value.Obj arguments, @Nullable Transaction transaction, Heartbeat beat) {
    try {
      var parameters = parameters(arguments, transaction, beat);
      return transaction == null ? run(parameters) : transaction.on(() -> run(parameters));
    } catch (RecordJson.MisfitException misfit) {
      return failed(ToolFault.REFUSED, message(misfit));
    }
  }

  private Object[] parameters(
      Value.Obj arguments, @Nullable Transaction transaction, Heartbeat beat) {
    if (method.getParameterCount() == 0) return none(arguments);
    var record = RecordJson.read(arguments, method.getParameterTypes()[0]);
    if (takesHeartbeat()) return new Object[] {record, beat};
    if (!takesConnection()) return new Object[] {record};
    var connection =
        Optional.ofNullable(transaction).flatMap(one -> one.handle(Connection.class)).orElse(null);
    if (connection == null) throw new RecordJson.MisfitException("there is no transaction to join");
    return new Object[] {record, connection};
  }

  private Answer run(Object[] parameters) {
    try {
      var result = method.invoke(instance, parameters);
      if (result == null) return failed(ToolFault.MALFORMED, "the method returned null");
      return new Returned(RecordJson.write(result));
    } catch (InvocationTargetException thrown) {
      return thrown(thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    } catch (RecordJson.MisfitException unreadable) {
      return failed(ToolFault.MALFORMED, message(unreadable));
    }
  }

  /**
   * An exception is the method's word that it failed. An error is nobody's word: the effect is in
   * doubt, and so it is after an interrupt.
   */
  private Answer thrown(@Nullable Throwable cause) {
    return switch (cause) {
      case ToolFaultException fault ->
          new Failed(fault.fault(), message(fault), fault.retryAfter());
      case InterruptedException _, ClosedByInterruptException _ ->
          failed(ToolFault.TIMEOUT, "the method was interrupted");
      case Exception exception -> failed(ToolFault.TOOL_ERROR, message(exception));
      case null, default -> failed(ToolFault.NETWORK, "the method broke off: " + cause);
    };
  }

  private static Object[] none(Value.Obj arguments) {
    if (!arguments.members().isEmpty()) {
      throw new RecordJson.MisfitException(
          "takes no arguments, got " + arguments.members().keySet());
    }
    return new Object[0];
  }

  private Failed failed(ToolFault fault, String message) {
    return new Failed(fault, oneLine(descriptor.name() + ": " + message), null);
  }

  private static String message(Throwable thrown) {
    var message = thrown.getMessage();
    return oneLine(
        message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message);
  }

  private static String oneLine(String text) {
    var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MESSAGE_CHARS_MAX ? line : line.substring(0, MESSAGE_CHARS_MAX) + "…";
  }

  /** The pin covers the result too: a record that changes its shape is a drift. */
  private static Descriptor descriptor(Method method, RecordSchema schemas) {
    var tool = method.getAnnotation(Tool.class);
    if (tool.name().isBlank()) throw wrong(method, "has a tool name that is empty");
    var input =
        method.getParameterCount() == 0
            ? RecordSchema.empty()
            : schema(method, schemas, method.getParameterTypes()[0]);
    var pin =
        Value.Obj.EMPTY
            .with("name", Value.of(tool.name()))
            .with("description", Value.of(tool.description()))
            .with("inputSchema", input)
            .with("outputSchema", schema(method, schemas, method.getReturnType()))
            .digest();
    return new Descriptor(tool.name(), tool.description(), input, pin);
  }

  private static Value.Obj schema(Method method, RecordSchema schemas, Class<?> record) {
    try {
      return schemas.of(record);
    } catch (IllegalArgumentException failure) {
      throw wrong(method, "has no schema for " + record.getSimpleName() + ": " + message(failure));
    }
  }

  static UserError wrong(Method method, String what) {
    return new UserError(
        "the tool method "
            + method.getDeclaringClass().getName()
            + "."
            + method.getName()
            + " "
            + what,
        "",
        "a tool is a public method that takes one record, or nothing, or a record and a Connection"
            + " or a Heartbeat, and returns a record");
  }
}
