package dev.interlock.runtime.loop;

import dev.interlock.kernel.gate.FactsGate;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.gate.Ruling;
import dev.interlock.kernel.gate.RulingEvents;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.RunEnded;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState.Unread;
import dev.interlock.runtime.journal.Switchboard.Board;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The part of the ring that decides: what is due is prepared, judged and recorded. */
final class Judging {
  private final RunLog log;
  private final Workshop workshop;
  private final Supplier<Kit> kit;
  private final BooleanSupplier leaving;

  Judging(RunLog log, Workshop workshop, Supplier<Kit> kit, BooleanSupplier leaving) {
    this.log = log;
    this.workshop = workshop;
    this.kit = kit;
    this.leaving = leaving;
  }

  /** Judges everything that is due, each ruling folded before the next. */
  Map<CommandId, Permit> rule(Board board) {
    var given = new TreeMap<CommandId, Permit>();
    new Switching(log.state(), board).news(log.now()).forEach(log::record);
    if (leaving.getAsBoolean()) return given;
    for (var due = due(board); !due.isEmpty(); due = due(board)) {
      var pending = due.getFirst();
      var stopped = new Switching(log.state(), board).before(pending);
      if (stopped.isPresent()) {
        log.record(stopped.get());
        continue;
      }
      var phase = kit.get().facts().nextPhase(log.state(), pending);
      if (phase.isPresent()) {
        log.record(phase.get());
        continue;
      }
      var facts = facts(pending, board);
      var ruling = workshop.gates().judge(log.state(), pending, facts);
      log.record(RulingEvents.of(log.state(), pending, ruling, facts));
      if (ruling instanceof Ruling.Permitted(var permit)) given.put(pending.command().id(), permit);
    }
    log.state().readyToEnd().ifPresent(ending -> log.record(new RunEnded(ending)));
    return given;
  }

  private Facts facts(Pending pending, Board board) {
    var standing = Standings.of(log.state().mandate(), board);
    return kit.get().facts().establish(log.state(), pending, log.now(), standing);
  }

  private List<Pending> due(Board board) {
    var effect = log.state().toUndo();
    effect.ifPresent(one -> log.record(kit.get().facts().compensation(log.state(), one)));
    for (var read = toLook(); read.isPresent(); read = toLook()) {
      var refusal = refusedAnyway(read.get().owner(), board);
      var unread = read.get();
      log.record(refusal.orElseGet(() -> kit.get().facts().look(log.state(), unread)));
    }
    return log.state().due(log.now());
  }

  /** Nothing is read for a call that is denied whatever would be read. */
  private Optional<Event> refusedAnyway(Pending owner, Board board) {
    if (!(owner.command() instanceof InvokeTool) || owner.looked().since() > 0) {
      return Optional.empty();
    }
    var facts = facts(owner, board);
    return workshop.gates().judge(log.state(), owner, facts) instanceof Ruling.Denied denied
            && !denied.denial().gate().equals(FactsGate.NAME)
        ? Optional.of(RulingEvents.of(log.state(), owner, denied, facts))
        : Optional.empty();
  }

  private Optional<Unread> toLook() {
    return log.state().toLook(log.now());
  }
}
