package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.PersistentMap;
import dev.interlock.kernel.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the gates of order and progress need to remember. Grows by one mark per new thing, and
 * shares everything else.
 *
 * @param complete how many complete results each tool has given; by tool name. Others are not
 *     counted, though their calls are done
 * @param calls what came of each distinct call; by {@link InvokeTool#digest}
 * @param marks facts that order rules look for, and results that have been seen; by key
 * @param disproved calls with an effect that are recorded as not having happened; by command id
 * @param lastEffect entry of the last permit of an effect; 0 for none
 * @param stall how many turns in a row brought nothing new, and whether this one has
 */
public record History(
    Map<String, Integer> complete,
    PersistentMap<Seen> calls,
    PersistentMap<Integer> marks,
    PersistentMap<String> disproved,
    long lastEffect,
    Stall stall) {

  static final History NONE =
      new History(
          Map.of(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          0,
          new Stall(0, true));

  /**
   * What came of a call when it was last made.
   *
   * @param entry where its outcome stands
   * @param at when
   * @param kind what came
   * @param outcome digest of the result or of the error
   * @param sameInARow how often the last outcome came in a row
   * @param refused how often the call was reused or refused since
   */
  public record Seen(
      long entry, Instant at, Kind kind, Digest outcome, int sameInARow, int refused) {

    /** What came of a call. */
    public enum Kind {
      /** A result that may be relied on. */
      COMPLETE,
      /** A result of an effect whose post-condition is not known to hold. */
      UNCONFIRMED,
      /** A result that may not be relied on. */
      FLAWED,
      FAILED
    }
  }

  /** What came of a call just now: a result, by its digest, in an entry. */
  record Came(InvokeTool call, Seen.Kind kind, Digest result, Entry entry) {}

  /** How many turns in a row brought nothing new, and whether this one has. */
  public record Stall(int turns, boolean news) {}

  /** Returns how many complete results a tool has given; only these satisfy anything. */
  public int called(String tool) {
    return complete.getOrDefault(tool, 0);
  }

  public Optional<Seen> seen(InvokeTool call) {
    return calls.get(call.digest().hex());
  }

  /**
   * Returns the turn in which a rule's requirement was first met for these arguments, if it was.
   */
  public Optional<Integer> metIn(OrderRule.Requires rule, InvokeTool call) {
    return marks.get(requirement(rule, call));
  }

  /** Returns how many calls with a result a limit has counted for these arguments. */
  public int counted(OrderRule.AtMost rule, InvokeTool call) {
    return marks.get(limit(rule, call)).orElse(0);
  }

  /** The key under which a limit counts a call. */
  public static String limit(OrderRule.AtMost rule, InvokeTool call) {
    var per = rule.per();
    return "at-most|" + rule.tool() + "|" + per + "|" + (per == null ? "" : text(call, per));
  }

  /** Whether a call of the tool is done, whatever its result is worth. */
  public boolean done(OrderRule.NeverAfter rule) {
    return marks.get(ban(rule)).isPresent();
  }

  /** Whether a tool has given a result that may not be relied on. */
  public boolean gaveFlawed(String tool) {
    return marks.get(flawed(tool)).isPresent();
  }

  /** What allows takes a complete result; what forbids takes a deed. */
  History returned(Came came, List<OrderRule> order, int turn) {
    var call = came.call;
    var isComplete = came.kind == Seen.Kind.COMPLETE;
    var marked = marks;
    for (var rule : order) {
      marked =
          switch (rule) {
            case OrderRule.Requires requires
                when isComplete && requires.requires().equals(call.tool()) ->
                once(marked, requirement(requires, call), turn);
            case OrderRule.AtMost most when most.tool().equals(call.tool()) ->
                marked.with(limit(most, call), marked.get(limit(most, call)).orElse(0) + 1);
            case OrderRule.NeverAfter never when never.after().equals(call.tool()) ->
                once(marked, ban(never), turn);
            case OrderRule.Requires _, OrderRule.AtMost _, OrderRule.NeverAfter _ -> marked;
          };
    }
    if (came.kind == Seen.Kind.FLAWED) marked = once(marked, flawed(call.tool()), turn);
    var known = "result|" + call.tool() + "|" + came.result.hex();
    var news = marked.get(known).isEmpty();
    if (news) marked = marked.with(known, 1);
    return new History(
        isComplete ? counted(call.tool()) : complete,
        remembered(call, came.result, came.entry, came.kind),
        marked,
        disproved,
        lastEffect,
        news ? new Stall(stall.turns, true) : stall);
  }

  /** The post-condition of an effect holds: its result may be relied on from now on. */
  History confirmed(InvokeTool call, List<OrderRule> order, int turn) {
    var marked = marks;
    for (var rule : order) {
      if (rule instanceof OrderRule.Requires requires && requires.requires().equals(call.tool())) {
        marked = once(marked, requirement(requires, call), turn);
      }
    }
    return new History(
        counted(call.tool()), kind(call, Seen.Kind.COMPLETE), marked, disproved, lastEffect, stall);
  }

  /** The post-condition of an effect does not hold. */
  History unconfirmed(InvokeTool call, int turn) {
    var marked = once(marks, flawed(call.tool()), turn);
    return new History(
        complete, kind(call, Seen.Kind.FLAWED), marked, disproved, lastEffect, stall);
  }

  private PersistentMap<Seen> kind(InvokeTool call, Seen.Kind kind) {
    return seen(call)
        .map(old -> new Seen(old.entry, old.at, kind, old.outcome, old.sameInARow, old.refused))
        .map(changed -> calls.with(call.digest().hex(), changed))
        .orElse(calls);
  }

  private Map<String, Integer> counted(String tool) {
    var counts = new TreeMap<>(complete);
    counts.merge(tool, 1, Integer::sum);
    return Map.copyOf(counts);
  }

  private static PersistentMap<Integer> once(PersistentMap<Integer> marked, String key, int turn) {
    return marked.get(key).isEmpty() ? marked.with(key, turn) : marked;
  }

  History failed(InvokeTool call, String error, Entry entry, boolean effect) {
    var outcome = Digest.of(error);
    var news = seen(call).filter(seen -> seen.outcome().equals(outcome)).isEmpty();
    return new History(
        complete,
        remembered(call, outcome, entry, Seen.Kind.FAILED),
        marks,
        effect ? disproved.with(call.id().toString(), call.tool()) : disproved,
        lastEffect,
        news ? new Stall(stall.turns, true) : stall);
  }

  /** The call was proposed again and not made. */
  History refused(InvokeTool call) {
    var seen = seen(call);
    if (seen.isEmpty()) return this;
    var old = seen.get();
    var more = new Seen(old.entry, old.at, old.kind, old.outcome, old.sameInARow, old.refused + 1);
    return withCalls(calls.with(call.digest().hex(), more));
  }

  History effectPermitted(long entry) {
    return new History(complete, calls, marks, disproved, entry, stall);
  }

  /** Somebody outside brought news. */
  History news() {
    return new History(complete, calls, marks, disproved, lastEffect, new Stall(stall.turns, true));
  }

  History turnOver() {
    var turns = stall.news ? 0 : stall.turns + 1;
    return new History(complete, calls, marks, disproved, lastEffect, new Stall(turns, false));
  }

  private PersistentMap<Seen> remembered(
      InvokeTool call, Digest outcome, Entry entry, Seen.Kind kind) {
    var key = call.digest().hex();
    var old = calls.get(key);
    var same =
        old.filter(seen -> seen.outcome.equals(outcome) && seen.kind == kind)
            .map(seen -> seen.sameInARow + 1)
            .orElse(1);
    return calls.with(key, new Seen(entry.sequence(), entry.at(), kind, outcome, same, 0));
  }

  private History withCalls(PersistentMap<Seen> next) {
    return new History(complete, next, marks, disproved, lastEffect, stall);
  }

  private static String flawed(String tool) {
    return "flawed|" + tool;
  }

  private static String ban(OrderRule.NeverAfter rule) {
    return "never-after|" + rule.after();
  }

  private static String requirement(OrderRule.Requires rule, InvokeTool call) {
    var values =
        rule.same().stream().map(name -> text(call, name)).collect(Collectors.joining("|"));
    return "requires|" + rule.requires() + "|" + rule.same() + "|" + values;
  }

  private static String text(InvokeTool call, @Nullable String argument) {
    return argument == null ? "" : call.argument(argument).orElse(Value.Null.NULL).canonical();
  }
}
