package dev.interlock.runtime.effect.methods;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.Heartbeat;
import dev.interlock.runtime.effect.Pulse;
import dev.interlock.runtime.effect.SharedDatabase;
import dev.interlock.runtime.effect.Tool;
import dev.interlock.runtime.effect.ToolSource;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The methods of one object that {@link Tool} marks. Thread-safe; the object must be so too, since
 * each call runs on a virtual thread of its own.
 *
 * <p>What this guarantees: a call is answered within its timeout, and within its heartbeat after
 * the last sign of life; a method is called only with arguments that fit its record without loss.
 * What it does not: that a method which does not heed an interrupt ends; what it still returns goes
 * to the call's {@code late}.
 */
public final class MethodTools implements ToolSource {
  private final Object instance;
  private final Map<String, ToolMethod> methods;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private MethodTools(Object instance, Map<String, ToolMethod> methods) {
    this.instance = instance;
    this.methods = methods;
  }

  /**
   * Returns the tools of {@code instance}, which stays the caller's to close.
   *
   * @throws UserError if it has none, two of one name, or one of the wrong shape
   */
  public static MethodTools of(Object instance) {
    var schemas = new RecordSchema();
    var methods = new TreeMap<String, ToolMethod>();
    for (var method : marked(instance.getClass())) {
      var tool = ToolMethod.of(instance, method, schemas);
      if (methods.put(tool.descriptor().name(), tool) != null) {
        throw ToolMethod.wrong(method, "is the second tool named " + tool.descriptor().name());
      }
    }
    if (methods.isEmpty()) {
      throw new UserError(
          "the class " + instance.getClass().getName() + " has no tools",
          "",
          "mark its public methods with @Tool");
    }
    return new MethodTools(instance, methods);
  }

  @Override
  public List<Descriptor> describe() {
    return methods.values().stream().map(ToolMethod::descriptor).toList();
  }

  @Override
  public Optional<String> objection(String tool, EffectClass effect, Supplier<DataSource> journal) {
    var method = methods.get(tool);
    var takesConnection = method != null && method.takesConnection();
    if (!(effect instanceof EffectClass.Transactional)) {
      return takesConnection
          ? Optional.of("it takes a Connection, which only effect: transactional gives")
          : Optional.empty();
    }
    if (takesConnection) return Optional.empty();
    return instance instanceof SharedDatabase shared
        ? Sharing.objection(shared.dataSource(), journal.get())
        : Optional.of(
            "it neither takes a Connection nor says where it gets one, as a SharedDatabase does");
  }

  @Override
  public boolean canGiveSignsOfLife(String tool) {
    var method = methods.get(tool);
    return method != null && method.takesHeartbeat();
  }

  @Override
  public Answer call(Call call) {
    var method = methods.get(call.tool());
    if (closed) return new Failed(ToolFault.UNAVAILABLE, "the tools are closed", null);
    if (method == null) {
      return new Failed(ToolFault.REFUSED, "there is no tool " + call.tool(), null);
    }
    var answer = new CompletableFuture<Answer>();
    var pulse = new Pulse(call.patience());
    var thread = start(method, call, pulse, answer);
    try {
      return pulse.await(answer);
    } catch (TimeoutException late) {
      return abandon(call, thread, answer, ToolFault.TIMEOUT, String.valueOf(late.getMessage()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return abandon(call, thread, answer, ToolFault.NETWORK, "the wait was interrupted");
    } catch (ExecutionException defect) {
      throw new IllegalStateException(call.tool() + " could not be called", defect.getCause());
    }
  }

  /** Refuses further calls and interrupts the methods that still run. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Thread::interrupt);
  }

  private Thread start(
      ToolMethod method, Call call, Heartbeat beat, CompletableFuture<Answer> answer) {
    var thread =
        Thread.ofVirtual()
            .name("tool-" + call.tool())
            .unstarted(() -> run(method, call, beat, answer));
    running.add(thread);
    thread.start();
    return thread;
  }

  private void run(ToolMethod method, Call call, Heartbeat beat, CompletableFuture<Answer> answer) {
    var self = Thread.currentThread();
    self.setContextClassLoader(method.loader());
    try {
      answer.complete(method.run(call.arguments(), call.transaction(), beat));
    } catch (RuntimeException | Error defect) { // the edge of a thread
      answer.completeExceptionally(defect);
    } finally {
      running.remove(self);
    }
  }

  private static Answer abandon(
      Call call, Thread thread, CompletableFuture<Answer> answer, ToolFault fault, String why) {
    thread.interrupt();
    var _ = answer.thenAccept(late -> tellLate(call, late));
    return new Failed(fault, call.tool() + ": " + why, null);
  }

  /** That a method was interrupted says nothing of what it did before. */
  private static void tellLate(Call call, Answer late) {
    if (late instanceof Failed(var fault, _, _) && fault == ToolFault.TIMEOUT) return;
    call.late().accept(late);
  }

  /** Marked methods of the class and what it extends; private ones too, to be refused by name. */
  private static Set<Method> marked(Class<?> type) {
    var marked = new LinkedHashSet<Method>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (var method : c.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Tool.class) && !method.isBridge()) marked.add(method);
      }
    }
    return marked;
  }
}
