package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.RulingEvents;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.EffectWithheld;
import dev.interlock.kernel.run.Event.ResultReused;
import dev.interlock.kernel.run.Event.Ruled;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.Mandate;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges recorded proposals once more under another policy: on the state and the reads that they
 * were judged on, with everything but {@code policy} as it was. Performs nothing, changes nothing.
 *
 * <p>What this does not tell: what the model would have proposed next, had a ruling been another.
 */
public final class PolicySimulator {
  private final GatePipeline gates;
  private final Function<Mandate, FactSource> facts;

  /**
   * Makes a simulator.
   *
   * @param facts establishes facts under a charter
   */
  public PolicySimulator(GatePipeline gates, Function<Mandate, FactSource> facts) {
    this.gates = gates;
    this.facts = facts;
  }

  /** The first word on a proposal. */
  public enum Word {
    ALLOWED,
    HELD,
    DENIED,
    /** The result of an equal read was used in its place. */
    REUSED,
    /** Recorded and not performed, as the agent only observes. */
    WITHHELD
  }

  /**
   * A ruling in one word, and why.
   *
   * @param why the rule and its reason; empty for what is allowed
   */
  public record Said(Word word, String why) {}

  /**
   * A proposal, judged twice.
   *
   * @param entry which holds the first ruling on it
   * @param before as it was ruled
   * @param after as it would be
   */
  public record Judged(
      RunId run,
      long entry,
      CommandId command,
      String tool,
      Value arguments,
      Said before,
      Said after) {

    /** Whether the decision is another one. */
    public boolean flips() {
      return before.word != after.word;
    }
  }

  /**
   * Judges the proposals of one run, in their order.
   *
   * @param entries of the run, from the first
   * @throws dev.interlock.runtime.UserError if the policy cannot be used with the tools of this run
   */
  public List<Judged> judge(List<PolicyRule> policy, Iterator<Entry> entries) {
    var all = new ArrayList<Judged>();
    @Nullable RunState state = null;
    @Nullable FactSource source = null;
    while (entries.hasNext()) {
      var entry = entries.next();
      if (state != null && entry.event() instanceof Ruled ruled) {
        var pending = state.pending().get(ruled.command());
        if (pending != null && isFirst(pending) && pending.command() instanceof InvokeTool call) {
          var under = under(policy, state);
          if (source == null) source = facts.apply(under.mandate());
          all.add(judged(under, pending, call, entry, ruled, source));
        }
      }
      state = state == null ? Kernel.begin(entry) : Kernel.step(state, entry);
    }
    return all;
  }

  /** What the runtime calls by itself is no proposal, and a later ruling no answer to one. */
  private static boolean isFirst(Pending pending) {
    return pending.command() instanceof InvokeTool call
        && call.purpose() == null
        && !pending.past().begun()
        && pending.past().asked() == 0;
  }

  private Judged judged(
      RunState under,
      Pending pending,
      InvokeTool call,
      Entry entry,
      Ruled ruled,
      FactSource source) {
    var recorded = ruled.facts();
    var known = source.establish(under, pending, recorded.at(), recorded.standing());
    var again = RulingEvents.of(under, pending, gates.judge(under, pending, known), known);
    return new Judged(
        under.mandate().run(),
        entry.sequence(),
        call.id(),
        call.tool(),
        call.arguments(),
        said(ruled).orElseThrow(),
        said(again).orElse(new Said(Word.HELD, "a kill switch")));
  }

  private static RunState under(List<PolicyRule> policy, RunState state) {
    var mandate = state.mandate();
    var other =
        new Mandate(
            mandate.run(),
            under(policy, mandate.charter()),
            mandate.charterDigest(),
            mandate.principal(),
            mandate.preambles(),
            mandate.startedAt());
    return new RunState(
        other,
        state.course(),
        state.pending(),
        state.transcript(),
        state.spending(),
        state.history(),
        state.effects());
  }

  private static Charter under(List<PolicyRule> policy, Charter charter) {
    var rules = charter.rules();
    return new Charter(
        charter.goal(),
        charter.agent(),
        charter.model(),
        charter.fallback(),
        charter.small(),
        charter.tools(),
        charter.bounds(),
        new Rules(
            policy,
            rules.order(),
            rules.approvals(),
            rules.output(),
            rules.doneWhen(),
            rules.escalateTo(),
            rules.phases(),
            rules.rollback(),
            rules.fallbackFunction(),
            rules.facts()));
  }

  private static Optional<Said> said(Event ruling) {
    return Optional.ofNullable(
        switch (ruling) {
          case CommandPermitted _ -> new Said(Word.ALLOWED, "");
          case CommandHeld held ->
              new Said(
                  Word.HELD,
                  held.holds().stream()
                      .map(PolicySimulator::question)
                      .collect(Collectors.joining("; ")));
          case CommandDenied(_, var denial, _) ->
              new Said(Word.DENIED, denial.rule() + ": " + denial.reason());
          case ResultReused _ -> new Said(Word.REUSED, "");
          case EffectWithheld _ -> new Said(Word.WITHHELD, "");
          default -> null;
        });
  }

  private static String question(Hold hold) {
    return hold.rule() + ": " + hold.reason();
  }
}
