package dev.interlock.kernel.run;

import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.value.PersistentMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done to the world, in the order of the permits, and how far taking it back has
 * come. Grows by one per call with an effect, and shares everything else.
 *
 * @param all by command id: the permit of an effect registers it, before the deed
 * @param last the effect that was permitted last, compensations aside; null if there is none
 * @param undoing how far taking back has come
 * @param unconfirmed what happened and whose post-condition is not known to hold, by command id; in
 *     order, and few
 */
public record Effects(
    PersistentMap<Effect> all,
    @Nullable CommandId last,
    Undoing undoing,
    Map<CommandId, Unconfirmed> unconfirmed) {

  static final Effects NONE =
      new Effects(PersistentMap.empty(), null, new Undoing.Undecided(), Map.of());

  public Effects {
    unconfirmed = Collections.unmodifiableMap(new TreeMap<>(unconfirmed));
  }

  /**
   * An effect whose post-condition is not known to hold.
   *
   * @param entry where its result stands
   * @param reliable whether its result may be relied on once it is confirmed
   * @param problem why it is not confirmed
   */
  public record Unconfirmed(InvokeTool call, long entry, boolean reliable, String problem) {}

  /**
   * A call that was permitted and changes something.
   *
   * @param call as it was permitted
   * @param before the effect that was permitted before it; null for the first, and for
   *     compensations
   * @param fate what came of it
   */
  public record Effect(InvokeTool call, @Nullable CommandId before, Fate fate) {
    public CommandId id() {
      return call.id();
    }

    /** The entry that holds its result; 0 if it has not happened. */
    public long entry() {
      return fate instanceof Fate.Happened(var entry) ? entry : 0;
    }

    /** Names it for people, as in {@code issue_refund (1.9.0)}. */
    public String named() {
      return call.tool() + " (" + call.id() + ")";
    }
  }

  /** What came of an effect. */
  public sealed interface Fate {

    /** It may be under way. */
    record UnderWay() implements Fate {}

    /**
     * It happened.
     *
     * @param entry the entry that says so, and holds its result
     */
    record Happened(long entry) implements Fate {}

    /** As far as anybody knows, it has not happened. */
    record NotHappened() implements Fate {}

    /**
     * It happened and was taken back.
     *
     * @param by the compensation
     */
    record Undone(CommandId by) implements Fate {}
  }

  /** How far taking back has come. */
  public sealed interface Undoing {

    /** Nobody has decided on it. */
    record Undecided() implements Undoing {}

    /**
     * It goes on.
     *
     * @param by whoever wanted it: a person, or the policy
     * @param requested whether a person asked for it, rather than the run's ending
     * @param only what a person said yes to; empty for everything that can be taken back
     */
    record Going(String by, boolean requested, List<CommandId> only) implements Undoing {
      public Going {
        only = List.copyOf(only);
      }
    }

    /** It is over, or nobody wanted it: what is left is left. */
    record Decided() implements Undoing {}
  }

  public Optional<Effect> get(CommandId id) {
    return all.get(id.toString());
  }

  /**
   * Returns the effects of which that is true, the last first; compensations are not among them.
   */
  public List<Effect> lastFirst(Predicate<Effect> which) {
    var found = new ArrayList<Effect>();
    var next = last;
    while (next != null) {
      var effect = all.get(next.toString()).orElseThrow();
      if (which.test(effect)) found.add(effect);
      next = effect.before;
    }
    return found;
  }

  Effects with(Undoing next) {
    return new Effects(all, last, next, unconfirmed);
  }

  /** Its permit is on disk. */
  Effects registered(InvokeTool call) {
    if (get(call.id()).isPresent()) return this;
    var own = call.undoes() == null;
    var effect = new Effect(call, own ? last : null, new Fate.UnderWay());
    return new Effects(
        all.with(call.id().toString(), effect), own ? call.id() : last, undoing, unconfirmed);
  }

  Effects happened(CommandId id, long entry) {
    return met(id, new Fate.Happened(entry));
  }

  Effects notHappened(CommandId id) {
    return met(id, new Fate.NotHappened());
  }

  /** A compensation took effect. */
  Effects undone(CommandId compensation, CommandId effect, long entry) {
    return happened(compensation, entry)
        .met(effect, new Fate.Undone(compensation))
        .confirmed(effect);
  }

  /** Evidence that it happened beats a record that it did not. */
  Effects provedLate(CommandId id, long entry) {
    var known = get(id).filter(one -> one.fate instanceof Fate.NotHappened);
    if (known.isEmpty()) return this;
    var undoes = known.get().call.undoes();
    return undoes == null ? happened(id, entry) : undone(id, undoes, entry);
  }

  /** It is not known that its post-condition holds. */
  Effects with(Unconfirmed one) {
    var more = new TreeMap<>(unconfirmed);
    more.put(one.call().id(), one);
    return new Effects(all, last, undoing, more);
  }

  /** Its post-condition holds, or there is nothing left of which it could. */
  Effects confirmed(CommandId id) {
    var less = new TreeMap<>(unconfirmed);
    less.remove(id);
    return new Effects(all, last, undoing, less);
  }

  private Effects met(CommandId id, Fate fate) {
    return get(id)
        .map(one ->
            new Effects(
                all.with(id.toString(), new Effect(one.call, one.before, fate)),
                last,
                undoing,
                unconfirmed))
        .orElse(this);
  }
}
