package dev.interlock.runtime.codec;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.PersistentMap;
import dev.interlock.kernel.value.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds the form of a type. Records become objects with their components as members; null and empty
 * lists and maps are left out; sealed interfaces add a member {@code kind}; enums, digests, ids,
 * times and durations become text. Forms are made once per type. Thread-safe.
 */
final class Forms {
  private final Map<Type, Form> known = new ConcurrentHashMap<>();

  Forms() {
    known.put(String.class, text(Function.identity(), Function.identity()));
    known.put(Digest.class, text(Digest::hex, Digest::new));
    known.put(RunId.class, text(RunId::text, RunId::new));
    known.put(RequestId.class, text(RequestId::text, RequestId::new));
    known.put(CommandId.class, text(CommandId::toString, CommandId::parse));
    known.put(Instant.class, text(Instant::toString, Instant::parse));
    known.put(Duration.class, text(Duration::toString, Duration::parse));
    known.put(BigDecimal.class, number(Value::of, Function.identity()));
    known.put(long.class, number(Value::of, BigDecimal::longValueExact));
    known.put(Long.class, number(Value::of, BigDecimal::longValueExact));
    known.put(int.class, number((Integer i) -> Value.of(i.longValue()), BigDecimal::intValueExact));
    known.put(
        Integer.class, number((Integer i) -> Value.of(i.longValue()), BigDecimal::intValueExact));
    for (var type : List.of(boolean.class, Boolean.class)) known.put(type, new BooleanForm());
    for (var type : List.of(Value.class, Value.Obj.class)) known.put(type, new TreeForm());
  }

  Form of(Type type) {
    var form = known.get(type);
    if (form != null) return form;
    var made = make(type);
    known.put(type, made);
    return made;
  }

  /**
   * The name under which a class is written: {@code RateLimit} and {@code RATE_LIMIT} both kebab.
   */
  static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
  }

  private Form make(Type type) {
    if (type instanceof ParameterizedType generic) return ofGeneric(generic);
    var plain = (Class<?>) type;
    if (plain.isEnum()) return new EnumForm(plain);
    if (plain.isRecord()) return new RecordForm(plain, this);
    if (plain.isSealed()) return new SealedForm(plain, this);
    throw new IllegalArgumentException("no form for " + type);
  }

  private Form ofGeneric(ParameterizedType generic) {
    var arguments = generic.getActualTypeArguments();
    if (generic.getRawType() == List.class) return new ListForm(of(arguments[0]));
    if (generic.getRawType() == Map.class && arguments[0] == String.class) {
      return MapForm.ofMap(of(arguments[1]));
    }
    if (generic.getRawType() == Map.class && arguments[0] == CommandId.class) {
      return MapForm.ofCommands(of(arguments[1]));
    }
    if (generic.getRawType() == PersistentMap.class) return MapForm.ofPersistent(of(arguments[0]));
    throw new IllegalArgumentException("no form for " + generic);
  }

  private static <T> Form text(Function<T, String> write, Function<String, T> read) {
    return new Form() {
      @Override
      @SuppressWarnings("unchecked") // the caller asked for the form of this type
      public Value write(Object object) {
        return Value.of(write.apply((T) object));
      }

      @Override
      public Object read(Value value) {
        if (!(value instanceof Value.Text(var text))) throw unexpected("text", value);
        try {
          return read.apply(text);
        } catch (RuntimeException bad) {
          throw new MalformedException(bad.getMessage() + ": '" + text + "'", bad);
        }
      }
    };
  }

  private static <T> Form number(Function<T, Value> write, Function<BigDecimal, T> read) {
    return new Form() {
      @Override
      @SuppressWarnings("unchecked") // the caller asked for the form of this type
      public Value write(Object object) {
        return write.apply((T) object);
      }

      @Override
      public Object read(Value value) {
        if (!(value instanceof Value.Num(var number))) throw unexpected("a number", value);
        try {
          return read.apply(number);
        } catch (ArithmeticException bad) {
          throw new MalformedException("out of range: " + number.toPlainString(), bad);
        }
      }
    };
  }

  static MalformedException unexpected(String wanted, Value got) {
    return new MalformedException(
        "expected " + wanted + ", got " + got.getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }

  private static final class BooleanForm implements Form {
    @Override
    public Value write(Object object) {
      return Value.of((boolean) object);
    }

    @Override
    public Object read(Value value) {
      if (value instanceof Value.Bool(var truth)) return truth;
      throw unexpected("true or false", value);
    }
  }

  private static final class TreeForm implements Form {
    @Override
    public Value write(Object object) {
      return (Value) object;
    }

    @Override
    public Object read(Value value) {
      return value;
    }
  }
}
