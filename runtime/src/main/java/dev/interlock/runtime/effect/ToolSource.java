package dev.interlock.runtime.effect;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.journal.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A place that tools come from: a server process, a set of Java methods. Thread-safe; one call is
 * one attempt, retries are the kernel's.
 *
 * <p>A foreseen failure is a {@link Failed}, never an exception.
 */
public interface ToolSource extends AutoCloseable {

  /**
   * Returns what the tools say of themselves. Starts the source if it has not been started.
   *
   * @throws dev.interlock.runtime.UserError if the source cannot be started or does not answer
   */
  List<ToolContract.Descriptor> describe();

  /** Makes one attempt and says what came of it. Blocks for at most the call's timeout. */
  Answer call(Call call);

  /**
   * Says why a tool cannot have an effect of the class that its contract states; empty if it can.
   * Changes nothing.
   *
   * @param tool one of those that {@link #describe} names
   * @param journal connections to the journal's own database; asked for only if the tool has some
   */
  default Optional<String> objection(
      String tool, EffectClass effect, Supplier<DataSource> journal) {
    return effect instanceof EffectClass.Transactional
        ? Optional.of("only a Java method can do its deed in the journal's transaction")
        : Optional.empty();
  }

  /**
   * Whether calls of a tool can give signs of life at all, so that {@code heartbeat} may be asked
   * of it. Whether they do, only a call tells.
   *
   * @param tool one of those that {@link #describe} names
   */
  default boolean canGiveSignsOfLife(String tool) {
    return false;
  }

  @Override
  void close();

  /**
   * One attempt.
   *
   * @param tool the tool's name
   * @param arguments what the gates judged, with the key argument filled in
   * @param patience how long the attempt may take, and be silent
   * @param context for logs and headers of the tool's own
   * @param transaction what the deed is to be done in; null for any but a transactional effect
   * @param late told, at most once, what the tool answered after this call had been given up with a
   *     fault that is in doubt. Runs on a thread of its own, possibly before {@link #call} has
   *     returned, and may block
   */
  record Call(
      String tool,
      Value.Obj arguments,
      Patience patience,
      Context context,
      @Nullable Transaction transaction,
      Consumer<Answer> late) {

    /** How long the attempt may take. */
    public Duration timeout() {
      return patience.timeout();
    }

    /** A call in no transaction, which need not give signs of life. */
    public Call(
        String tool,
        Value.Obj arguments,
        Duration timeout,
        Context context,
        Consumer<Answer> late) {
      this(tool, arguments, Patience.of(timeout), context, null, late);
    }

    /** A call whose late answer nobody wants, as of a read. */
    public Call(String tool, Value.Obj arguments, Duration timeout, Context context) {
      this(tool, arguments, Patience.of(timeout), context, null, _ -> {});
    }
  }

  /**
   * On whose behalf.
   *
   * @param run the run that calls
   * @param key the idempotency key of the call; the same in every attempt
   * @param attempt 1 for the first
   */
  record Context(RunId run, String key, int attempt) {}

  /** What came of one attempt. */
  sealed interface Answer {}

  /**
   * The tool answered.
   *
   * @param headers what the transport said beside the result, by lower-case name; a tool's contract
   *     may look one up, nothing else does, and none is recorded. Empty if there are none
   */
  record Returned(Value result, Map<String, String> headers) implements Answer {
    public Returned {
      headers = Map.copyOf(headers);
    }

    /** An answer without headers. */
    public Returned(Value result) {
      this(result, Map.of());
    }
  }

  /**
   * The tool gave no usable result. Whether the effect may have happened all the same is {@link
   * ToolFault#inDoubt()}.
   *
   * @param message one line for people and for the model; no secrets
   * @param retryAfter how long the tool asked to be left alone; null if it did not say
   */
  record Failed(ToolFault fault, String message, @Nullable Duration retryAfter) implements Answer {}
}
