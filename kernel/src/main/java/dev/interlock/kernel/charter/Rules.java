package dev.interlock.kernel.charter;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be done, in which order, and what counts as done.
 *
 * @param policy in file order; deny beats hold beats allow, wherever they stand
 * @param order what must come before what, and how often
 * @param approvals who says yes, and for how long it counts
 * @param output what a final answer must look like; null for free text
 * @param doneWhen CEL expressions over {@code output}, {@code facts} and {@code called(tool)} that
 *     must all be true
 * @param escalateTo the role that takes over when the agent cannot go on; null if nobody is named
 * @param phases a smaller set of tools for each state of the run, in order; empty for one set
 * @param rollback what becomes of effects when the run ends without its goal; null for {@link
 *     Rollback#ASK}
 * @param fallbackFunction what decides when the agent cannot; null for nothing
 * @param facts what is read before an answer is judged, in order; null for nothing
 */
public record Rules(
    List<PolicyRule> policy,
    List<OrderRule> order,
    ApprovalTerms approvals,
    @Nullable OutputTerms output,
    List<String> doneWhen,
    @Nullable String escalateTo,
    List<Phase> phases,
    @Nullable Rollback rollback,
    @Nullable FallbackFunction fallbackFunction,
    @Nullable List<Look> facts) {

  public Rules {
    phases = List.copyOf(phases);
    policy = List.copyOf(policy);
    order = List.copyOf(order);
    doneWhen = List.copyOf(doneWhen);
    facts = facts == null || facts.isEmpty() ? null : List.copyOf(facts);
    refuseCycles(order);
  }

  /** Rules under which nothing is read before an answer is judged. */
  public Rules(
      List<PolicyRule> policy,
      List<OrderRule> order,
      ApprovalTerms approvals,
      @Nullable OutputTerms output,
      List<String> doneWhen,
      @Nullable String escalateTo,
      List<Phase> phases,
      @Nullable Rollback rollback,
      @Nullable FallbackFunction fallbackFunction) {
    this(
        policy,
        order,
        approvals,
        output,
        doneWhen,
        escalateTo,
        phases,
        rollback,
        fallbackFunction,
        null);
  }

  /** Rules that say nothing of taking back, and without a fallback function. */
  public Rules(
      List<PolicyRule> policy,
      List<OrderRule> order,
      ApprovalTerms approvals,
      @Nullable OutputTerms output,
      List<String> doneWhen,
      @Nullable String escalateTo,
      List<Phase> phases) {
    this(policy, order, approvals, output, doneWhen, escalateTo, phases, null, null);
  }

  /** Rules without phases. */
  public Rules(
      List<PolicyRule> policy,
      List<OrderRule> order,
      ApprovalTerms approvals,
      @Nullable OutputTerms output,
      List<String> doneWhen,
      @Nullable String escalateTo) {
    this(policy, order, approvals, output, doneWhen, escalateTo, List.of());
  }

  /** Returns what is read before an answer is judged, in order. */
  public List<Look> factsOrNone() {
    return facts == null ? List.of() : facts;
  }

  /** Returns what becomes of effects when the run ends without its goal. */
  public Rollback rollbackOrAsk() {
    return rollback == null ? Rollback.ASK : rollback;
  }

  /**
   * A state of the run in which only some tools are offered. After the last phase none is: what is
   * left to do is to answer.
   *
   * @param name as people and the model know it
   * @param tools what the model may call in it
   * @param until a CEL expression over {@code called(tool)}; when it is true, the next phase
   *     begins. Null if only the steps end the phase
   * @param steps how often the model may be asked in it; null for no limit of its own. With {@code
   *     until} a phase that uses them up stops the run, without it the next phase begins
   */
  public record Phase(
      String name, List<String> tools, @Nullable String until, @Nullable Integer steps) {
    public Phase {
      Require.text("phases.name", name);
      if (steps != null) Require.positive("phases.steps", steps);
      tools = List.copyOf(tools);
    }
  }

  /**
   * One sentence of policy.
   *
   * @param id names the rule in rulings, as in {@code policy[2]}
   * @param when a CEL expression
   * @param then what follows when it is true
   * @param reason for people and for the model
   * @param quorum how many people must say yes to what it holds; null for as many as to any call
   */
  public record PolicyRule(
      String id, String when, Then then, String reason, @Nullable Integer quorum) {
    public PolicyRule {
      Require.text("policy.when", when);
      if (quorum != null) Require.positive("policy.quorum", quorum);
    }

    /** A rule that asks for no more people than any other. */
    public PolicyRule(String id, String when, Then then, String reason) {
      this(id, when, then, reason, null);
    }
  }

  public enum Then {
    ALLOW,
    HOLD,
    DENY
  }

  /** What must come before what, and how often. */
  public sealed interface OrderRule {

    String tool();

    /**
     * A complete result of an earlier turn must exist.
     *
     * @param tool the tool that waits
     * @param requires the tool that must have answered
     * @param same arguments that must have equal values in both calls
     */
    record Requires(String tool, String requires, List<String> same) implements OrderRule {
      public Requires {
        same = List.copyOf(same);
      }
    }

    /**
     * A tool is called a limited number of times.
     *
     * @param tool the tool that is counted; permitted and held calls count
     * @param max the most calls
     * @param per the argument by whose value calls are counted apart; null to count all together
     */
    record AtMost(String tool, int max, @Nullable String per) implements OrderRule {
      public AtMost {
        Require.positive("order.at-most", max);
      }
    }

    /** A tool is never called once another one has been. */
    record NeverAfter(String tool, String after) implements OrderRule {}
  }

  /**
   * Who says yes, and for how long a question stands.
   *
   * @param expire how long a held command waits for its answer
   * @param approvers roles of whom one must decide; empty for anyone
   * @param distinctFromRequester whether the one who asked for the run may not approve, and who
   *     wrote the arguments of a call may not approve that call
   * @param quorum how many people must say yes to a call; null for one
   */
  public record ApprovalTerms(
      Duration expire,
      List<String> approvers,
      boolean distinctFromRequester,
      @Nullable Integer quorum) {
    /** How many people may be asked for one yes. */
    public static final int QUORUM_MAX = 9;

    public ApprovalTerms {
      Require.positive("approvals.expire", expire);
      if (quorum != null) Require.positive("approvals.quorum", quorum);
      approvers = List.copyOf(approvers);
    }

    /** Terms by which one person decides. */
    public ApprovalTerms(Duration expire, List<String> approvers, boolean distinctFromRequester) {
      this(expire, approvers, distinctFromRequester, null);
    }

    /** Returns how many people must say yes to a call. */
    public int quorumOrOne() {
      return quorum == null ? 1 : quorum;
    }
  }

  /**
   * What a final answer must be.
   *
   * @param schema JSON Schema of the output; null for any
   * @param evidence whether figures must be proved; null if not
   * @param confidenceMin from 0 to 1; below it a person takes over; null if not asked for
   */
  public record OutputTerms(
      Value.@Nullable Obj schema,
      @Nullable EvidenceTerms evidence,
      @Nullable BigDecimal confidenceMin) {

    /** Whether the answer is an envelope of output, evidence and confidence. */
    public boolean enveloped() {
      return evidence != null || confidenceMin != null;
    }
  }

  /** Names the tools of which a complete result must exist before an answer counts. */
  public record EvidenceTerms(List<String> requiredFrom) {
    public EvidenceTerms {
      requiredFrom = List.copyOf(requiredFrom);
    }
  }

  private static void refuseCycles(List<OrderRule> order) {
    for (var rule : order) {
      if (rule instanceof OrderRule.Requires)
        follow(rule.tool(), order, new ArrayList<>(), new HashSet<>());
    }
  }

  private static void follow(
      String tool, List<OrderRule> order, List<String> path, Set<String> done) {
    path.add(tool);
    if (path.indexOf(tool) < path.size() - 1) {
      throw new IllegalArgumentException("order is cyclic: " + String.join(" requires ", path));
    }
    for (var rule : order) {
      if (rule instanceof OrderRule.Requires(var waits, var requires, _)
          && waits.equals(tool)
          && !done.contains(requires)) {
        follow(requires, order, path, done);
      }
    }
    done.add(path.removeLast());
  }
}
