package dev.interlock.runtime.effect;

import dev.interlock.kernel.run.Request.Late;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.journal.Transaction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a performer needs beside its permit.
 *
 * @param state what held when the permit was recorded
 * @param isLast whether nobody has taken the run over from its driver
 * @param late takes an answer that comes after its timeout; safe to call from any thread, at any
 *     time
 * @param provisional told pieces of the model's answer as they arrive; null if nobody listens
 * @param transaction of the outcome; null unless the deed is done in it
 * @param afterwards takes what is to be done once nothing holds the store any more
 */
public record EffectContext(
    RunState state,
    BooleanSupplier isLast,
    Consumer<Late> late,
    @Nullable Consumer<String> provisional,
    @Nullable Transaction transaction,
    Consumer<Runnable> afterwards) {

  /** For a deed that is done before its outcome is recorded. */
  public EffectContext(
      RunState state,
      BooleanSupplier isLast,
      Consumer<Late> late,
      @Nullable Consumer<String> provisional) {
    this(state, isLast, late, provisional, null, Runnable::run);
  }

  /** Returns the same for a deed that is done in the transaction of its outcome. */
  public EffectContext in(Transaction joined, Consumer<Runnable> later) {
    return new EffectContext(state, isLast, late, provisional, joined, later);
  }
}
