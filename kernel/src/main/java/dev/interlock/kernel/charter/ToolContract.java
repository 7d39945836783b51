package dev.interlock.kernel.charter;

import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is fixed about a tool. Every field is enforced.
 *
 * @param descriptor what the tool says of itself
 * @param effect what a call does to the world
 * @param risk what is at stake
 * @param permission what the principal must hold; null if the tool needs none
 * @param limits time, attempts and size
 * @param exposure who may call it
 * @param result what its results must be to be relied on; null if nothing is asked of them
 * @param undo what takes its effect back; null if nothing is said of it
 * @param grounds what its calls are judged by beyond themselves; null for {@link Grounds#NONE}
 */
public record ToolContract(
    Descriptor descriptor,
    EffectClass effect,
    Risk risk,
    @Nullable String permission,
    Limits limits,
    Exposure exposure,
    @Nullable ResultTerms result,
    @Nullable Undo undo,
    @Nullable Grounds grounds) {

  public ToolContract {
    if (effect instanceof EffectClass.Once && limits.attemptsMax() > 1) {
      throw new IllegalArgumentException(
          descriptor.name() + ": effect once allows one attempt, not " + limits.attemptsMax());
    }
    if (effect instanceof EffectClass.Transactional
        && limits.timeout().compareTo(EffectClass.Transactional.TIMEOUT_MAX) > 0) {
      throw new IllegalArgumentException(
          descriptor.name()
              + ": effect transactional allows a timeout of "
              + EffectClass.Transactional.TIMEOUT_MAX.toSeconds()
              + " s, not "
              + limits.timeout());
    }
    if (effect.isRead() && risk != Risk.NONE) {
      throw new IllegalArgumentException(descriptor.name() + ": a read has no risk");
    }
    if (effect.isRead() && undo != null) {
      throw new IllegalArgumentException(descriptor.name() + ": a read has nothing to undo");
    }
    if (effect.isRead() && grounds != null && grounds.doneWhen() != null) {
      throw new IllegalArgumentException(descriptor.name() + ": a read has nothing to confirm");
    }
  }

  /** A contract that is judged by nothing beyond its calls. */
  public ToolContract(
      Descriptor descriptor,
      EffectClass effect,
      Risk risk,
      @Nullable String permission,
      Limits limits,
      Exposure exposure,
      @Nullable ResultTerms result,
      @Nullable Undo undo) {
    this(descriptor, effect, risk, permission, limits, exposure, result, undo, null);
  }

  /** A contract that says nothing of taking back. */
  public ToolContract(
      Descriptor descriptor,
      EffectClass effect,
      Risk risk,
      @Nullable String permission,
      Limits limits,
      Exposure exposure,
      @Nullable ResultTerms result) {
    this(descriptor, effect, risk, permission, limits, exposure, result, null, null);
  }

  /** A contract that asks nothing of results. */
  public ToolContract(
      Descriptor descriptor,
      EffectClass effect,
      Risk risk,
      @Nullable String permission,
      Limits limits,
      Exposure exposure) {
    this(descriptor, effect, risk, permission, limits, exposure, null, null, null);
  }

  public String name() {
    return descriptor.name();
  }

  /** Returns what its calls are judged by beyond themselves. */
  public Grounds groundsOrNone() {
    return grounds == null ? Grounds.NONE : grounds;
  }

  /** Who may call a tool. */
  public enum Exposure {
    /** The model may propose it. */
    MODEL,
    /** Only the runtime calls it, to reconcile or to compensate. */
    INTERNAL
  }

  /**
   * What a tool says of itself.
   *
   * @param name unique within the charter
   * @param description for the model
   * @param input JSON Schema of the arguments, without the key argument that the runtime fills
   * @param pin digest of the whole descriptor as the tool's server gave it; drift refuses to start
   */
  public record Descriptor(String name, String description, Value.Obj input, Digest pin) {
    public Descriptor {
      Require.text("tool name", name);
    }
  }

  /**
   * How long, how often, how much.
   *
   * @param timeout for one attempt
   * @param attemptsMax how often one call is tried; 1 for effects that cannot be repeated
   * @param backoff before the second attempt; doubled for each one after
   * @param resultBytesMax the largest result that is taken in, in UTF-8 bytes of JSON
   * @param flow what all runs together may ask of the tool; null for {@link Flow#FREE}
   * @param total for all attempts at one call together, from the permit of the first; at least
   *     {@code timeout}. Null for any time
   */
  public record Limits(
      Duration timeout,
      int attemptsMax,
      Duration backoff,
      long resultBytesMax,
      @Nullable Flow flow,
      @Nullable Duration total) {
    public Limits {
      Require.positive("timeout", timeout);
      Require.positive("attempts", attemptsMax);
      Require.positive("backoff", backoff);
      Require.positive("result-bytes-max", resultBytesMax);
      if (total != null && total.compareTo(timeout) < 0) {
        throw new IllegalArgumentException(
            "timeout-total must be at least the timeout of " + timeout + ", is " + total);
      }
    }

    /** Limits of one call, however long its attempts take together. */
    public Limits(
        Duration timeout,
        int attemptsMax,
        Duration backoff,
        long resultBytesMax,
        @Nullable Flow flow) {
      this(timeout, attemptsMax, backoff, resultBytesMax, flow, null);
    }

    /** Limits of one call, whatever others do. */
    public Limits(Duration timeout, int attemptsMax, Duration backoff, long resultBytesMax) {
      this(timeout, attemptsMax, backoff, resultBytesMax, null, null);
    }

    /**
     * Whether an attempt that begins at this time ends before the call has taken as long as it may.
     *
     * @param first when the first attempt was permitted
     * @param begins when the attempt begins at the latest
     */
    public boolean leaveTimeFor(Instant first, Instant begins) {
      return total == null || !begins.plus(timeout).isAfter(first.plus(total));
    }

    /** Returns what all runs together may ask of the tool. */
    public Flow flowOrFree() {
      return flow == null ? Flow.FREE : flow;
    }
  }
}
