package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.ApprovalExpired;
import dev.interlock.kernel.run.Event.DeadlinePassed;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.effect.EffectContext;
import dev.interlock.runtime.effect.Outcome;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.StaleEpochException;
import dev.interlock.runtime.journal.Switchboard.Board;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes round the ring with one run while it owns it: record, decide, judge, record, act. One
 * driver, one thread, one epoch.
 *
 * <p>One commit holds what was learned and the rulings that it led to, so a model call and a tool
 * call together cost two commits. Nothing begins before the commit that holds its permit is on
 * disk.
 */
public final class RunDriver {
  /** A wait shorter than this is waited for; for a longer one the run is parked. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /** How often the inbox is looked at while waiting. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** How often rulings are made anew because the switch board changed under them. */
  private static final int REJUDGE_MAX = 1000;

  private final RunLog log;
  private final StateCache cache;
  private final Workshop workshop;
  private final Supplier<Kit> kit;
  private final Outside outside;
  private final Inbox inbox;
  private final Judging judging;
  private final Map<CommandId, Permit> permits = new TreeMap<>();

  /** What the last deeds gave, until it is durable. */
  private List<Event> inHand = List.of();

  /** Why a driver let go of its run. */
  public enum Left {
    /** The run has ended. */
    ENDED,
    /** It waits for something named, and holds nothing. */
    PARKED,
    /** Another driver took it over. */
    FENCED
  }

  RunDriver(
      RunLog log,
      StateCache cache,
      Workshop workshop,
      Supplier<Kit> kit,
      KitMaker kits,
      Outside outside) {
    this.log = log;
    this.cache = cache;
    this.workshop = workshop;
    this.kit = kit;
    this.outside = outside;
    this.judging = new Judging(log, workshop, kit, outside.leaving());
    this.inbox = new Inbox(log, workshop, () -> kits.facts(log.state().mandate()));
  }

  /**
   * Begins a new run and drives it until it ends or waits.
   *
   * @param underWay called once the first entry is durable
   */
  Left begin(RunStarted first, Runnable underWay) {
    log.record(first);
    return drive(underWay);
  }

  /** Takes up a run that exists and drives it until it ends or waits. */
  Left resume() {
    Recovery.of(log.state()).forEach(log::record);
    return drive(() -> {});
  }

  private Left drive(Runnable underWay) {
    try {
      ruleAndCommit();
      underWay.run();
      while (true) {
        inbox.open();
        elapse();
        ruleAndCommit();
        if (log.state().over()) return Left.ENDED;
        var next = nextPermits();
        if (log.state().wantsFallback() && !outside.leaving().getAsBoolean()) {
          log.record(kit.get().facts().fallback(log.announced()));
        } else if (!next.isEmpty()) {
          act(next);
        } else if (outside.leaving().getAsBoolean()) {
          return Left.PARKED;
        } else if (!waitsBriefly() && inbox.isEmpty()) {
          cache.save(log.state(), log.head());
          return Left.PARKED;
        }
      }
    } catch (StaleEpochException _) {
      tellWhatWasLearned();
      return Left.FENCED;
    }
  }

  /** Records what time alone has done. */
  private void elapse() {
    var state = log.state();
    if (state.over()) return;
    for (var pending : state.pending().values()) {
      if (pending.stage() instanceof Stage.Held(_, _, var expiresAt)
          && !log.now().isBefore(expiresAt)) {
        log.record(new ApprovalExpired(pending.command().id()));
      }
    }
    if (log.state().course().intended().isEmpty()
        && !log.now().isBefore(state.mandate().deadline())) {
      log.record(new DeadlinePassed());
    }
  }

  private void ruleAndCommit() {
    var board = heedSwitches();
    var state = log.state();
    if (!state.due(log.now()).isEmpty()
        || state.toUndo().isPresent()
        || state.toLook(log.now()).isPresent()
        || state.readyToEnd().isPresent()) {
      var _ = log.announced();
    }
    log.mark();
    for (var tries = 1; ; tries++) {
      if (tries > 1) board = workshop.store().switches().read();
      var given = judging.rule(board);
      if (!log.hasOpen()) {
        log.close();
        return;
      }
      try {
        workshop.probe().passing(Point.BEFORE_APPEND);
        var entries = log.commit(given.isEmpty() ? null : board.version());
        workshop.probe().passing(Point.AFTER_APPEND);
        permits.putAll(given);
        tell(entries);
        return;
      } catch (ConditionFailedException changed) {
        if (tries == REJUDGE_MAX) throw changed;
        log.rewind();
      }
    }
  }

  /**
   * A run shows that it was stopped, or is not any more, before anything is opened for it.
   *
   * @return the switches as they were read; the commit asserts that they are still so
   */
  private Board heedSwitches() {
    var board = workshop.store().switches().read();
    var news = new Switching(log.state(), board).news(log.now());
    if (news.isEmpty()) return board;
    news.forEach(log::record);
    workshop.probe().passing(Point.BEFORE_APPEND);
    var entries = log.commit(null);
    workshop.probe().passing(Point.AFTER_APPEND);
    tell(entries);
    return workshop.store().switches().read();
  }

  private void tell(List<Entry> durable) {
    inHand = List.of();
    outside.watcher().committed(log.state(), durable);
    cache.saveNowAndThen(log.state(), log.head());
  }

  /**
   * The first permit whose deed has not begun; if it is for a read, those for the reads right after
   * it too. A permit from an earlier life is never among them.
   */
  private List<Permit> nextPermits() {
    var next = new ArrayList<Permit>();
    for (var pending : log.state().permitted()) {
      var permit = permits.get(pending.command().id());
      if (permit == null) continue;
      var isRead = log.state().isRead(permit.command());
      if (!next.isEmpty() && !isRead) break;
      next.add(permit);
      if (!isRead || next.size() == RunState.READS_AT_ONCE) break;
    }
    next.forEach(permit -> permits.remove(permit.command().id()));
    return next;
  }

  /** Does the deeds and records their outcomes in the order of the permits, whoever was first. */
  private void act(List<Permit> next) {
    var context = new EffectContext(log.state(), log::isLast, outside.late(), listener());
    if (isTransactional(next.getFirst())) {
      join(next.getFirst(), context);
      return;
    }
    var deeds = next.stream().<Supplier<Outcome>>map(one -> () -> perform(one, context)).toList();
    var outcomes = workshop.crew().together(deeds);
    workshop.probe().passing(Point.BEFORE_OUTCOME);
    outcomes.forEach(outcome -> log.keep(outcome.payloads()));
    inHand = outcomes.stream().map(Outcome::event).toList();
    inHand.forEach(log::record);
    workshop.probe().passing(Point.AFTER_OUTCOME);
  }

  private boolean isTransactional(Permit permit) {
    return permit.command() instanceof InvokeTool call
        && log.state().mandate().charter().tool(call.tool()).orElseThrow().effect()
            instanceof EffectClass.Transactional;
  }

  /** Does a deed in the transaction of its outcome: a new owner need not be told of it. */
  private void join(Permit permit, EffectContext context) {
    var afterwards = new ArrayList<Runnable>();
    for (var tries = 1; ; tries++) {
      try {
        var entries =
            log.perform(
                workshop.store().switches().read().version(),
                transaction -> {
                  afterwards.clear();
                  var outcome = perform(permit, context.in(transaction, afterwards::add));
                  if (!(outcome.event() instanceof ToolReturned)) transaction.rollBack();
                  workshop.probe().passing(Point.BEFORE_OUTCOME);
                  return outcome;
                });
        workshop.probe().passing(Point.AFTER_APPEND);
        tell(entries);
        afterwards.forEach(Runnable::run);
        return;
      } catch (ConditionFailedException changed) {
        if (tries == REJUDGE_MAX) throw changed;
      }
    }
  }

  private @Nullable Consumer<String> listener() {
    var watcher = outside.watcher();
    return watcher.listens() ? words -> watcher.provisional(log.run(), words) : null;
  }

  /** A fenced driver may know what the new owner does not: what its last deeds gave. */
  private void tellWhatWasLearned() {
    for (var learned : inHand) {
      if (learned instanceof ToolReturned returned
          && returned.result() instanceof Content.Inline result) {
        outside
            .late()
            .accept(
                new Request.Late(
                    returned.command(), returned.attempt(), result, returned.assessment()));
      }
    }
  }

  /** The loop's edge: whatever a performer throws is an outcome that nobody knows. */
  private Outcome perform(Permit permit, EffectContext context) {
    try {
      return kit.get().performer().perform(permit, context);
    } catch (RuntimeException surprise) {
      var state = context.state();
      var pending = state.pending().get(permit.command().id());
      if (pending == null) throw new IllegalStateException("performed what is not pending");
      return new Outcome(
          Recovery.lost(state, pending, "the performer broke: " + surprise), Map.of());
    }
  }

  private boolean waitsBriefly() {
    var timer = log.state().nextTimer();
    if (timer.isEmpty()) return false;
    var wait = Duration.between(workshop.clock().instant(), timer.get());
    if (wait.compareTo(WAIT_MAX) > 0) return false;
    if (wait.isPositive()) workshop.pace().let(wait.compareTo(LOOK_EVERY) < 0 ? wait : LOOK_EVERY);
    return true;
  }

  /** What the run is now. */
  public RunState state() {
    return log.state();
  }
}
