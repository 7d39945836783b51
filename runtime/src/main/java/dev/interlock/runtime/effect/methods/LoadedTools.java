package dev.interlock.runtime.effect.methods;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a class that is loaded from a class path when they are first asked for. Thread-safe.
 *
 * <p>The class sees the classes of this runtime; its own come after them.
 */
final class LoadedTools implements ToolSource {
  private final String where;
  private final String className;
  private final List<Path> classpath;
  private final @Nullable Supplier<DataSource> journal;
  private @Nullable Loaded loaded;
  private boolean closed;

  private record Loaded(URLClassLoader loader, Object instance, MethodTools tools) {}

  /**
   * @param journal given to a class whose constructor takes one; null if there is none
   */
  LoadedTools(
      String where,
      String className,
      List<Path> classpath,
      @Nullable Supplier<DataSource> journal) {
    this.where = where;
    this.className = className;
    this.classpath = List.copyOf(classpath);
    this.journal = journal;
  }

  @Override
  public List<Descriptor> describe() {
    return tools().describe();
  }

  @Override
  public Optional<String> objection(String tool, EffectClass effect, Supplier<DataSource> of) {
    return tools().objection(tool, effect, of);
  }

  @Override
  public boolean canGiveSignsOfLife(String tool) {
    return tools().canGiveSignsOfLife(tool);
  }

  @Override
  public Answer call(Call call) {
    try {
      return tools().call(call);
    } catch (UserError notLoaded) {
      return new Failed(ToolFault.UNAVAILABLE, notLoaded.what(), null);
    }
  }

  /** Closes the object if it can be closed, then its class loader. */
  @Override
  public synchronized void close() {
    closed = true;
    var last = loaded;
    loaded = null;
    if (last == null) return;
    last.tools().close();
    try (var _ = last.loader()) {
      if (last.instance() instanceof AutoCloseable closeable) closeable.close();
    } catch (Exception failure) { // what AutoCloseable declares
      throw new IllegalStateException(className + " could not be closed", failure);
    }
  }

  private synchronized MethodTools tools() {
    if (closed) throw new UserError("the tools of " + className + " are closed", where, "");
    var now = loaded == null ? load() : loaded;
    loaded = now;
    return now.tools();
  }

  private Loaded load() {
    var loader = loader();
    try {
      var instance = instance(loader);
      return new Loaded(loader, instance, MethodTools.of(instance));
    } catch (UserError wrong) {
      close(loader);
      throw new UserError(wrong.what(), where, wrong.hint());
    }
  }

  private Object instance(ClassLoader loader) {
    try {
      return instance(Class.forName(className, true, loader));
    } catch (ClassNotFoundException missing) {
      throw error(
          "there is no class " + className,
          classpath.isEmpty() ? "it is not on the class path" : "looked in " + classpath);
    } catch (NoSuchMethodException missing) {
      throw error(
          className
              + " has no public constructor without parameters, nor one that takes a DataSource",
          "");
    } catch (InvocationTargetException failure) {
      throw error(className + " could not be constructed: " + failure.getCause(), "");
    } catch (ReflectiveOperationException | LinkageError failure) {
      throw error(className + " could not be loaded: " + failure, "");
    }
  }

  private Object instance(Class<?> type) throws ReflectiveOperationException {
    if (journal != null) {
      for (var constructor : type.getConstructors()) {
        if (List.of(constructor.getParameterTypes()).equals(List.of(DataSource.class))) {
          return constructor.newInstance(journal.get());
        }
      }
    }
    return type.getConstructor().newInstance();
  }

  private URLClassLoader loader() {
    var urls = new URL[classpath.size()];
    for (var i = 0; i < urls.length; i++) {
      try {
        urls[i] = classpath.get(i).toUri().toURL();
      } catch (MalformedURLException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return new URLClassLoader("tools", urls, LoadedTools.class.getClassLoader());
  }

  private static void close(URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException nothingOfIt) {
      // Nothing was loaded that anybody uses.
    }
  }

  private UserError error(String what, String hint) {
    return new UserError(what, where, hint);
  }
}
