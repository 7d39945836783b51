package dev.interlock.kernel.failure;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One way in which an agent's run goes wrong. The journal names leaves by {@link #id()}.
 *
 * <p>Each leaf says what shows it, what contains it, and who may say so: only what the journal
 * alone shows ({@link Proof#JOURNAL}), or the journal with something declared ({@link
 * Proof#DECLARED}), may be called detected.
 */
public enum Leaf {
  /**
   * Wrong conclusion. Signal: check.ended{fail} after completion.proposed; with no declared check:
   * nothing. Control: Completion gate: a run may end COMPLETED only if its post-conditions pass;
   * otherwise escalate.
   */
  REA_1(
      "Wrong conclusion",
      "Completion gate: a run may end COMPLETED only if its post-conditions pass; otherwise"
          + " escalate",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Wrong plan. Signal: plan.rejected{unknown tool, unmet precondition, over budget} catches a
   * malformed plan; a well-formed bad plan: nothing. Control: Plan admission check before the first
   * effect.
   */
  REA_2("Wrong plan", "Plan admission check before the first effect", Proof.DECLARED, Proof.JUDGED),
  /**
   * Wrong tool selection. Signal: proposal.rejected{UNKNOWN_TOOL} or policy.decided{DENY, not in
   * state}; an allowed but unsuitable tool: nothing. Control: Small tool set per state; default
   * deny.
   */
  REA_3(
      "Wrong tool selection",
      "Small tool set per state; default deny",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Wrong interpretation (of the task or of a result). Signal: Argument differs from the value in
   * the cited result event. Control: Typed results; arguments must name the event they come from;
   * ask-back path.
   */
  REA_4(
      "Wrong interpretation (of the task or of a result)",
      "Typed results; arguments must name the event they come from; ask-back path",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Hallucinated assumption. Signal: Identifier in an effectful argument that occurs in no earlier
   * input or result ("ungrounded id"); free text: nothing. Control: Grounding rule on effectful
   * arguments.
   */
  REA_5(
      "Hallucinated assumption",
      "Grounding rule on effectful arguments",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Says one thing, does another. Signal: Proposal's declared plan-step id does not match the tool
   * called. Control: Proposals carry a plan-step id; mismatch is rejected.
   */
  REA_6(
      "Says one thing, does another",
      "Proposals carry a plan-step id; mismatch is rejected",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Disobeys task or role instructions. Signal: Violated machine-checkable rule in policy.decided
   * or check.ended; style or tone rules: nothing. Control: Write the rule as policy, not prose.
   */
  REA_7(
      "Disobeys task or role instructions",
      "Write the rule as policy, not prose",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Timeout. Signal: tool.ended{error.type=timeout}. Control: Deadline per attempt and per call;
   * retry only if the effect class allows it, else RUN-1.
   */
  TOL_1(
      "Timeout",
      "Deadline per attempt and per call; retry only if the effect class allows it, else RUN-1",
      Proof.JOURNAL),
  /**
   * Invalid arguments. Signal: proposal.rejected{SCHEMA, path}. Control: Validate before execution;
   * at most n repair turns.
   */
  TOL_2("Invalid arguments", "Validate before execution; at most n repair turns", Proof.DECLARED),
  /**
   * API or tool contract change. Signal: Pinned descriptor hash differs from the discovered one;
   * result-schema failures. Control: Lock file for tool descriptors; refuse to start on drift.
   */
  TOL_3(
      "API or tool contract change",
      "Lock file for tool descriptors; refuse to start on drift",
      Proof.DECLARED),
  /**
   * Permission error. Signal: tool.ended{error.type=401/403}. Control: No retry; per-tool
   * credential; escalate.
   */
  TOL_4("Permission error", "No retry; per-tool credential; escalate", Proof.JOURNAL),
  /**
   * Network failure. Signal: tool.ended{error.type=connect/reset/dns/5xx}. Control: Backoff with
   * jitter, circuit breaker.
   */
  TOL_5("Network failure", "Backoff with jitter, circuit breaker", Proof.JOURNAL),
  /**
   * Stale data. Signal: Result asOf/version older than the tool's declared freshness; version
   * conflict at write. Control: Freshness contract; conditional writes.
   */
  TOL_6("Stale data", "Freshness contract; conditional writes", Proof.DECLARED),
  /**
   * Rate limit. Signal: tool.ended{error.type=429, retryAfter}. Control: Token bucket per tool and
   * tenant; park the run, do not spin.
   */
  TOL_7("Rate limit", "Token bucket per tool and tenant; park the run, do not spin", Proof.JOURNAL),
  /**
   * Partial data, silent partial failure. Signal: Adapter reports PARTIAL, a cursor is left, count
   * &lt; total, or an item status failed; if the adapter declares nothing: nothing. Control: Every
   * adapter returns COMPLETE, PARTIAL or UNKNOWN; PARTIAL cannot satisfy a check.
   */
  TOL_8(
      "Partial data, silent partial failure",
      "Every adapter returns COMPLETE, PARTIAL or UNKNOWN; PARTIAL cannot satisfy a check",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Not found, broken environment. Signal: tool.ended{error.type=404, env}. Control: Start-up
   * self-test of tools.
   */
  TOL_9("Not found, broken environment", "Start-up self-test of tools", Proof.JOURNAL),
  /**
   * Result too large or unparsable. Signal: tool.ended{bytes &gt; cap} or parse error. Control:
   * Size cap; store as artifact, pass a reference.
   */
  TOL_10(
      "Result too large or unparsable",
      "Size cap; store as artifact, pass a reference",
      Proof.JOURNAL),
  /**
   * Invented tool result. Signal: Model text cites a call id with no tool.ended. Control: Only the
   * runtime writes results.
   */
  TOL_11("Invented tool result", "Only the runtime writes results", Proof.JOURNAL),
  /**
   * Missing context. Signal: Required slot empty in context.assembled; an unlisted need: nothing.
   * Control: Context manifest with required slots; fail closed.
   */
  CTX_1(
      "Missing context",
      "Context manifest with required slots; fail closed",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Too much context. Signal: Tokens per section in context.assembled over its share; share of
   * items never cited. Control: Token budget per section.
   */
  CTX_2("Too much context", "Token budget per section", Proof.DECLARED),
  /**
   * Wrong documents retrieved. Signal: Tenant, type or date filter violated; relevance itself:
   * nothing. Control: Filters enforced by the runtime; labelled retrieval evals.
   */
  CTX_3(
      "Wrong documents retrieved",
      "Filters enforced by the runtime; labelled retrieval evals",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Stale memory. Signal: memory.read{age &gt; ttl} or superseded version. Control: Versioned
   * memory with expiry.
   */
  CTX_4("Stale memory", "Versioned memory with expiry", Proof.DECLARED),
  /**
   * Window overflow. Signal: context.assembled{dropped &gt; 0}, finish_reason=length, provider size
   * error. Control: Count tokens before the call; fixed eviction order that never drops rules.
   */
  CTX_5(
      "Window overflow",
      "Count tokens before the call; fixed eviction order that never drops rules",
      Proof.JOURNAL),
  /**
   * Lost history, conversation reset. Signal: Message digest chain breaks between two model calls.
   * Control: Context is rebuilt from the journal only.
   */
  CTX_6(
      "Lost history, conversation reset",
      "Context is rebuilt from the journal only",
      Proof.JOURNAL),
  /**
   * Poisoned memory, contaminated session. Signal: memory.written whose source label is untrusted;
   * the meaning of the text: nothing. Control: Memory writes need provenance and a policy decision;
   * quarantine.
   */
  CTX_7(
      "Poisoned memory, contaminated session",
      "Memory writes need provenance and a policy decision; quarantine",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Provenance lost. Signal: Memory or evidence item with no source event id. Control: Reject at
   * write.
   */
  CTX_8("Provenance lost", "Reject at write", Proof.JOURNAL),
  /**
   * Wrong sequence. Signal: Precondition of a tool not met in the journal. Control: Preconditions
   * or state machine, enforced before execution.
   */
  PLN_1(
      "Wrong sequence",
      "Preconditions or state machine, enforced before execution",
      Proof.DECLARED),
  /**
   * Missing step. Signal: Required event absent at completion.proposed. Control: Completion gate.
   */
  PLN_2("Missing step", "Completion gate", Proof.DECLARED),
  /**
   * Infinite retry loop. Signal: Same (tool, canonical arguments) or same error n times; state
   * digest unchanged for m steps. Control: Loop breaker, step cap, then escalate.
   */
  PLN_3("Infinite retry loop", "Loop breaker, step cap, then escalate", Proof.JOURNAL),
  /**
   * Redundant actions. Signal: Repeat of an identical read inside its freshness window with an
   * identical result hash. Control: Per-run result cache; idempotency key.
   */
  PLN_4("Redundant actions", "Per-run result cache; idempotency key", Proof.JOURNAL),
  /**
   * Unnecessary tool calls. Signal: Proxy only: result never referenced later; calls per case above
   * baseline. Control: Tool-call budget.
   */
  PLN_5("Unnecessary tool calls", "Tool-call budget", Proof.MANY_RUNS, Proof.JUDGED),
  /**
   * Does not know it is finished. Signal: Post-conditions already true, further effects proposed;
   * step cap reached. Control: Stop when the gate is green.
   */
  PLN_6("Does not know it is finished", "Stop when the gate is green", Proof.DECLARED),
  /** Ends too early. Signal: completion.proposed with a failing check. Control: Completion gate. */
  PLN_7("Ends too early", "Completion gate", Proof.DECLARED),
  /**
   * Goal drift, derailment. Signal: Effect outside the run's declared scope; drift inside the
   * scope: nothing. Control: Scope (tools, resources, recipients) frozen at run start.
   */
  PLN_8(
      "Goal drift, derailment",
      "Scope (tools, resources, recipients) frozen at run start",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * No or incomplete verification. Signal: Run COMPLETED with an effect that has no check.ended.
   * Control: Effect types declare a mandatory check.
   */
  VER_1("No or incomplete verification", "Effect types declare a mandatory check", Proof.JOURNAL),
  /**
   * Checker passes bad work. Signal: Later reversal (undo, complaint, compensation) of a run whose
   * checks passed. Control: Independent checks on state, not on prose; sample to humans.
   */
  VER_2(
      "Checker passes bad work",
      "Independent checks on state, not on prose; sample to humans",
      Proof.MANY_RUNS,
      Proof.JUDGED),
  /**
   * Conflicting outputs. Signal: Two writers, same key and version: compare-and-set fails; conflict
   * in prose: nothing. Control: One writer per key; named arbiter.
   */
  MAG_1("Conflicting outputs", "One writer per key; named arbiter", Proof.DECLARED, Proof.JUDGED),
  /**
   * Lost state. Signal: Hand-off lacks required fields; child ended, result never joined. Control:
   * Typed hand-off contract.
   */
  MAG_2("Lost state", "Typed hand-off contract", Proof.DECLARED),
  /**
   * Duplicate work. Signal: Same task digest claimed twice; same canonical call by two agents.
   * Control: Claim with lease and dedupe key.
   */
  MAG_3("Duplicate work", "Claim with lease and dedupe key", Proof.JOURNAL),
  /**
   * Message loops. Signal: Cycle of messages with repeated digest; hop count over cap. Control: Hop
   * limit and budget per edge.
   */
  MAG_4("Message loops", "Hop limit and budget per edge", Proof.JOURNAL),
  /**
   * Inconsistent assumptions. Signal: Agents read different versions of one key, or run with
   * different pins; unstated assumptions: nothing. Control: Shared snapshot version; assumptions as
   * typed facts.
   */
  MAG_5(
      "Inconsistent assumptions",
      "Shared snapshot version; assumptions as typed facts",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Ignored or withheld information. Signal: Delivered message never referenced (weak proxy).
   * Control: Required acknowledgements in the contract.
   */
  MAG_6(
      "Ignored or withheld information", "Required acknowledgements in the contract", Proof.JUDGED),
  /**
   * Identity or trust escalation between agents. Signal: Principal missing or wrong; delegated
   * scope not inside the parent's. Control: Signed principals; scopes only shrink.
   */
  MAG_7(
      "Identity or trust escalation between agents",
      "Signed principals; scopes only shrink",
      Proof.DECLARED),
  /**
   * Cascading failure. Signal: n failures with one root dependency inside a window. Control:
   * Bulkheads, breaker, kill switch.
   */
  MAG_8("Cascading failure", "Bulkheads, breaker, kill switch", Proof.JOURNAL),
  /**
   * Unauthorised action. Signal: Attempt: policy.decided{DENY}. Breach: tool.started with no ALLOW
   * decision id (a defect of ours). Control: Default-deny gate; executor demands the decision id.
   */
  SAF_1(
      "Unauthorised action", "Default-deny gate; executor demands the decision id", Proof.JOURNAL),
  /**
   * Data leakage. Signal: Labelled data to a sink without clearance; secret or canary pattern on
   * egress; paraphrase: nothing. Control: Labels follow data; egress allow-list; redaction.
   */
  SAF_2(
      "Data leakage",
      "Labels follow data; egress allow-list; redaction",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Prompt injection. Signal: Effect whose arguments or plan step derive from untrusted-labelled
   * content; the injected text itself: classifier only. Control: Untrusted data cannot widen scope;
   * tainted effects are denied or need approval.
   */
  SAF_3(
      "Prompt injection",
      "Untrusted data cannot widen scope; tainted effects are denied or need approval",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Unsafe automation. Signal: Irreversible effect without approval.decided; approvals faster than
   * a person can read. Control: Approval by effect class; approver load limits.
   */
  SAF_4("Unsafe automation", "Approval by effect class; approver load limits", Proof.DECLARED),
  /**
   * Over-permissioned tools. Signal: Granted minus used scopes over N runs. Control: Grant report;
   * unused grants expire.
   */
  SAF_5("Over-permissioned tools", "Grant report; unused grants expire", Proof.MANY_RUNS),
  /**
   * Hallucinated commands. Signal: proposal.rejected{UNKNOWN_TOOL}; command outside the allowed
   * grammar. Control: Closed tool set; no free shell; sandbox.
   */
  SAF_6("Hallucinated commands", "Closed tool set; no free shell; sandbox", Proof.DECLARED),
  /**
   * Tool, skill or MCP supply chain. Signal: Descriptor unsigned, changed, or not in the lock file.
   * Control: Lock file, signatures, review of descriptor diffs.
   */
  SAF_7(
      "Tool, skill or MCP supply chain",
      "Lock file, signatures, review of descriptor diffs",
      Proof.DECLARED),
  /**
   * Discloses its own set-up. Signal: Canary from the system prompt or a tool schema in output;
   * paraphrase: nothing. Control: No secrets in prompts; output filter.
   */
  SAF_8(
      "Discloses its own set-up",
      "No secrets in prompts; output filter",
      Proof.DECLARED,
      Proof.JUDGED),
  /**
   * Weak isolation, cross-tenant. Signal: Event tenant differs from resource tenant. Control:
   * Tenant in every key and credential.
   */
  SAF_9("Weak isolation, cross-tenant", "Tenant in every key and credential", Proof.DECLARED),
  /**
   * Output format change. Signal: proposal.rejected{PARSE or SCHEMA} and its rate. Control: Strict
   * schema, bounded repair, pinned model.
   */
  REL_1("Output format change", "Strict schema, bounded repair, pinned model", Proof.DECLARED),
  /**
   * Different reasoning paths. Signal: Spread of tool sequences over trials (not a failure by
   * itself). Control: Constrain the graph only if the spread costs.
   */
  REL_2(
      "Different reasoning paths", "Constrain the graph only if the spread costs", Proof.MANY_RUNS),
  /** Random hallucination. Signal: Case fails in some trials. Control: pass^k gate; checks. */
  REL_3("Random hallucination", "pass^k gate; checks", Proof.MANY_RUNS, Proof.JUDGED),
  /**
   * Inconsistent decisions. Signal: Same input digest, different decision. Control: Decision memo
   * by input digest; move the rule into code.
   */
  REL_4(
      "Inconsistent decisions",
      "Decision memo by input digest; move the rule into code",
      Proof.MANY_RUNS),
  /**
   * Intermittent failure. Signal: 0 &lt; passes &lt; trials on recorded inputs; success after
   * retry. Control: Retry policy by error class; pass^k gate.
   */
  REL_5("Intermittent failure", "Retry policy by error class; pass^k gate", Proof.MANY_RUNS),
  /**
   * Silent model or prompt drift. Signal: gen_ai.response.model or a pin differs from baseline.
   * Control: Pins; canary evals.
   */
  REL_6("Silent model or prompt drift", "Pins; canary evals", Proof.JOURNAL),
  /**
   * Cost explosion. Signal: budget.exceeded{tokens, money}. Control: Reserve, then charge;
   * hierarchical hard stop.
   */
  CST_1("Cost explosion", "Reserve, then charge; hierarchical hard stop", Proof.DECLARED),
  /**
   * Latency explosion. Signal: deadline.exceeded; queue time against work time. Control: Deadlines
   * at run, step and call.
   */
  CST_2("Latency explosion", "Deadlines at run, step and call", Proof.DECLARED),
  /**
   * Retry storm. Signal: Attempts per second per dependency; breaker open. Control: Retry budget
   * shared by all runs.
   */
  CST_3("Retry storm", "Retry budget shared by all runs", Proof.JOURNAL),
  /** Fan-out explosion. Signal: Children over cap. Control: Cap per run and per tenant. */
  CST_4("Fan-out explosion", "Cap per run and per tenant", Proof.DECLARED),
  /**
   * Wrong accounting. Signal: Usage missing, or model without a price entry. Control: Price UNKNOWN
   * is charged at the reserved worst case.
   */
  CST_5("Wrong accounting", "Price UNKNOWN is charged at the reserved worst case", Proof.JOURNAL),
  /**
   * Effect outcome unknown after a crash. Signal: tool.started without tool.ended at recovery.
   * Control: Reconcile by idempotency key, else a person; never a blind retry.
   */
  RUN_1(
      "Effect outcome unknown after a crash",
      "Reconcile by idempotency key, else a person; never a blind retry",
      Proof.JOURNAL),
  /**
   * Effect done twice. Signal: Two OK ends with one idempotency key. Control: Key persisted before
   * the call.
   */
  RUN_2("Effect done twice", "Key persisted before the call", Proof.JOURNAL),
  /**
   * Replay divergence. Signal: Recomputed command digest differs from the recorded one. Control:
   * Stop the run; versioned code paths.
   */
  RUN_3("Replay divergence", "Stop the run; versioned code paths", Proof.JOURNAL),
  /** Journal gap or tampering. Signal: Sequence gap or hash-chain break. Control: Fail closed. */
  RUN_4("Journal gap or tampering", "Fail closed", Proof.JOURNAL),
  /**
   * Zombie run. Signal: Lease expired, late write carries an old fencing token. Control: Fencing
   * token on every append.
   */
  RUN_5("Zombie run", "Fencing token on every append", Proof.JOURNAL),
  /**
   * Approval lost, stale or swapped. Signal: Digest of executed arguments differs from the approved
   * digest; expired approval. Control: Approval bound to digest, single use, with expiry.
   */
  RUN_6(
      "Approval lost, stale or swapped",
      "Approval bound to digest, single use, with expiry",
      Proof.DECLARED);

  /** What it takes to say that a failure happened. */
  public enum Proof {
    /** The journal alone shows it. */
    JOURNAL,
    /** The journal shows it against something declared: a schema, policy, budget or check. */
    DECLARED,
    /** It shows over many runs only. */
    MANY_RUNS,
    /** It needs a judge, a labelled eval or a person. */
    JUDGED
  }

  private final String title;
  private final String control;

  @SuppressWarnings("ImmutableEnumChecker") // filled once and handed out as copies
  private final Set<Proof> proofs;

  Leaf(String title, String control, Proof first, Proof... more) {
    this.title = title;
    this.control = control;
    this.proofs = EnumSet.of(first, more);
  }

  /** The stable name, as in {@code TOL-1}. */
  public String id() {
    return name().replace('_', '-');
  }

  /** What goes wrong, in a few words. */
  public String title() {
    return title;
  }

  /** What contains it. */
  public String control() {
    return control;
  }

  /** Whether a run's own journal can show it, alone or against something declared. */
  public boolean detectable() {
    return proofs.contains(Proof.JOURNAL) || proofs.contains(Proof.DECLARED);
  }

  /** Returns what it takes to say that this failure happened. */
  public Set<Proof> proofs() {
    return EnumSet.copyOf(proofs);
  }

  /** Returns the leaf of that id, or empty if there is none. */
  public static Optional<Leaf> of(String id) {
    for (var leaf : values()) {
      if (leaf.id().equals(id)) return Optional.of(leaf);
    }
    return Optional.empty();
  }
}
