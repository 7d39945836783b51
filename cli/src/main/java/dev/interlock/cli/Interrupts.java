package dev.interlock.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Takes Ctrl-C: the first does what it is told, the second leaves at once.
 *
 * <p>The JDK has no supported way to take a signal and go on, and the compiler refuses to build on
 * the unsupported one, so it is reached by name. Where it is missing, Ctrl-C ends the process as
 * usual and the run is taken up again like that of any dead process.
 */
final class Interrupts {
  private static final int LEFT_BY_CTRL_C = 130;

  private boolean taken;

  private Interrupts() {}

  /** Has the first Ctrl-C from now on do something, on a thread of its own. */
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
  static void first(Runnable then) {
    var interrupts = new Interrupts();
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler taking =
          (proxy, method, args) ->
              switch (method.getName()) {
                case "handle" -> interrupts.take(then);
                case "equals" -> proxy == args[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "Ctrl-C";
              };
      var proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(), new Class<?>[] {handler}, taking);
      var ctrlC = signal.getConstructor(String.class).newInstance("INT");
      var _ = signal.getMethod("handle", signal, handler).invoke(null, ctrlC, proxy);
    } catch (ReflectiveOperationException | RuntimeException unsupported) {
      // Ctrl-C ends the process, which is safe too.
    }
  }

  private synchronized @Nullable Object take(Runnable then) {
    if (taken) Runtime.getRuntime().halt(LEFT_BY_CTRL_C);
    taken = true;
    var _ = Thread.ofPlatform().daemon().name("interlock-ctrl-c").start(then);
    return null;
  }
}
