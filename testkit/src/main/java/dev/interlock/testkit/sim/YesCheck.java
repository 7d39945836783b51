package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people were asked, and who said yes, as it stands in the letters that they wrote. */
final class YesCheck {
  private final Scene scene;
  private final Map<CommandId, Event.CommandHeld> held = new HashMap<>();
  private final Map<CommandId, Instant> expiries = new HashMap<>();
  private final Map<CommandId, Digest> yes = new HashMap<>();
  private final Map<CommandId, Set<String>> names = new HashMap<>();

  YesCheck(Scene scene) {
    this.scene = scene;
  }

  void take(Entry entry, RunState after) {
    switch (entry.event()) {
      case Event.CommandHeld asked -> {
        held.put(asked.command(), asked);
        expiries.put(asked.command(), asked.expiresAt());
      }
      case Event.ApprovalPostponed postponed -> {
        var _ = requireOpen(postponed.command(), entry, "postponed");
        expiries.put(postponed.command(), postponed.expiresAt());
      }
      case Event.ApprovalGranted granted -> granted(entry, granted);
      case Event.ApprovalEdited edited -> edited(entry, edited, after);
      default -> {}
    }
  }

  /** Whether anybody said yes to exactly that. */
  boolean said(CommandId command) {
    return yes.containsKey(command);
  }

  /** Requires of a first permit that enough people said yes to it, if anybody was asked. */
  void require(Event.CommandPermitted event) {
    var asked = held.get(event.command());
    if (asked == null) return;
    if (!event.wanted().equals(yes.get(event.command()))) {
      throw scene.fail(Invariant.YES_FIRST, "permitted without a yes to it: " + event.command());
    }
    var said = names.getOrDefault(event.command(), Set.of());
    if (said.size() < needed(asked)) {
      throw scene.fail(Invariant.QUORUM, event.command() + " was permitted by " + said + " alone");
    }
  }

  /** As the charter says, without the kernel's help. */
  private int needed(Event.CommandHeld asked) {
    var rules = scene.charter().rules();
    var most = orOne(rules.approvals().quorum());
    for (var hold : asked.holds()) {
      for (PolicyRule rule : rules.policy()) {
        if (hold.gate().equals("policy") && rule.id().equals(hold.rule())) {
          most = Math.max(most, orOne(rule.quorum()));
        }
      }
    }
    return most;
  }

  private static int orOne(@Nullable Integer quorum) {
    return quorum == null ? 1 : quorum;
  }

  private void granted(Entry entry, Event.ApprovalGranted event) {
    var asked = requireOpen(event.command(), entry, "granted");
    if (!asked.wanted().equals(event.wanted())
        || !scene.letters().saidYes(event.request(), event.command(), asked.wanted())) {
      throw scene.fail(Invariant.YES_FIRST, "granted what nobody said yes to: " + event);
    }
    yes.put(event.command(), event.wanted());
    if (scene.letters().written(event.request()) instanceof Request.Approve(_, _, var by)) {
      says(event.command(), by.name());
    }
  }

  /** Who wrote the arguments has said yes to them, unless the charter wants somebody else. */
  private void edited(Entry entry, Event.ApprovalEdited event, RunState after) {
    var _ = requireOpen(event.command(), entry, "edited");
    ApprovalTerms terms = scene.charter().rules().approvals();
    if (terms.distinctFromRequester()) return;
    for (var pending : after.pending().values()) {
      if (pending.command() instanceof InvokeTool call
          && call.id().sequence() == entry.sequence()) {
        yes.put(call.id(), call.digest());
        says(call.id(), event.by().name());
      }
    }
  }

  private void says(CommandId command, String name) {
    names.computeIfAbsent(command, _ -> new HashSet<>()).add(name);
  }

  private Event.CommandHeld requireOpen(CommandId command, Entry entry, String what) {
    var asked = held.get(command);
    var expires = expiries.get(command);
    if (asked == null || expires == null || !entry.at().isBefore(expires)) {
      throw scene.fail(Invariant.YES_FIRST, what + " what nobody was asked about: " + command);
    }
    return asked;
  }
}
