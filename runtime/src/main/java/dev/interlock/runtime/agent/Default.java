package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;

/**
 * What holds where the file is silent: every limit that Interlock sets by itself, in the words of
 * the file, with the reason. Safe and finite, all of them.
 */
enum Default {
  VERSION("version", "1", "the owner keeps no count"),
  AUTONOMY("autonomy", "guarded", "effects beyond risk write wait for a person"),
  STEPS("budget.steps", "20", "longer runs are mostly loops"),
  MODEL_CALLS("budget.model-calls", "30", "a call per step, and half as many again for retries"),
  TOOL_CALLS("budget.tool-calls", "40", "two calls per step"),
  TOKENS("budget.tokens", "400000", "20 steps of 20,000 tokens"),
  COST("budget.cost", "1.00 USD", "a mistake costs no more than this"),
  TIME("budget.time", "10m", "not counting what the run waits for people"),
  DEADLINE("budget.deadline", "24h", "a question asked today is answered today"),
  REPAIRS("budget.repairs", "3", "a model that cannot mend an answer in three tries will not"),
  BRIEF_TOKENS_MAX(
      "brief-tokens-max", "32000", "models attend less to what stands in longer briefs"),
  STALL_TURNS_MAX("stall-turns-max", "5", "five turns without news are a stall"),
  OUTPUT_TOKENS_MAX(
      "model.output-tokens-max", "2048", "answers are short; every call reserves this"),
  MODEL_TIMEOUT("model.timeout", "60s", "slow models answer within a minute"),
  MODEL_ATTEMPTS("model.attempts", "4", "overload passes within three back-offs"),
  TOOL_TIMEOUT("timeout", "30s", "no tool may be waited for without end"),
  TRANSACTION_TIMEOUT("timeout", "1s", "every run waits while a transactional call lasts"),
  ATTEMPTS("attempts", "3", "safe to repeat: a read, or the same key again"),
  ATTEMPTS_ONCE("attempts", "1", "effect once is never repeated"),
  BACKOFF("backoff", "200ms", "doubled for each attempt"),
  RESULT_BYTES_MAX("result-bytes-max", "256KiB", "more does not fit into a brief"),
  RISK("risk", "money", "an effect of unknown risk is taken for the worst"),
  KEY_VALID_FOR("key-valid-for", "24h", "most services remember a key for a day"),
  SETTLES_WITHIN("settles-within", "10s", "a late effect shows within seconds"),
  APPROVALS_EXPIRE("approvals.expire", "24h", "a yes of yesterday is asked again"),
  DISTINCT_FROM_REQUESTER(
      "approvals.distinct-from-requester", "false", "a single user must be able to approve");

  private final String key;
  private final String text;
  private final String reason;

  Default(String key, String text, String reason) {
    this.key = key;
    this.text = text;
    this.reason = reason;
  }

  /** The key as in the file; for tools, without the way to it. */
  String key() {
    return key;
  }

  /** The value as one would write it in the file. */
  String text() {
    return text;
  }

  String reason() {
    return reason;
  }

  <T> T as(Shape<T> shape) {
    var node = new Node.Scalar(Position.of("default"), Scalars.plain(text).orElse(Value.Null.NULL));
    return shape
        .parse(node)
        .orElseThrow(() -> new IllegalStateException("default " + key + " is not " + text));
  }
}
