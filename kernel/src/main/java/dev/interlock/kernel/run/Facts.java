package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What gates may know beyond the state: everything that takes a library, a clock or a look outside.
 * Established at the edge before the judging, recorded with the ruling, never established again on
 * replay.
 *
 * @param at the time of the entry that will hold the ruling
 * @param standing rights and switches as of now
 * @param violations where the arguments break the tool's schema; empty if they fit
 * @param policy the rules that came out true or broke; in file order
 * @param answer what was found of a final answer; null for other commands
 * @param doneWhen what came of the post-condition of an effect; null for other commands
 * @param evaluators which versions of which libraries established this
 */
public record Facts(
    Instant at,
    Standing standing,
    List<Violation> violations,
    List<RuleOutcome> policy,
    @Nullable AnswerFacts answer,
    @Nullable RuleOutcome doneWhen,
    String evaluators) {

  public Facts {
    violations = List.copyOf(violations);
    policy = List.copyOf(policy);
  }

  /** Facts about anything but the post-condition of an effect. */
  public Facts(
      Instant at,
      Standing standing,
      List<Violation> violations,
      List<RuleOutcome> policy,
      @Nullable AnswerFacts answer,
      String evaluators) {
    this(at, standing, violations, policy, answer, null, evaluators);
  }

  /**
   * Rights and switches.
   *
   * @param permissions what the principal holds now
   * @param killVersion the version of the switch board; the permit's transaction asserts it
   * @param switches the thrown switches that concern this run; empty if none does
   * @param revoked why the principal holds no rights any more at all; null if that is not so
   */
  public record Standing(
      List<String> permissions, long killVersion, List<Switch> switches, @Nullable String revoked) {
    public static final Standing NONE = new Standing(List.of(), 0, List.of());

    public Standing {
      permissions = List.copyOf(permissions);
      switches = List.copyOf(switches);
    }

    /** The standing of a principal whose rights nobody has taken away as a whole. */
    public Standing(List<String> permissions, long killVersion, List<Switch> switches) {
      this(permissions, killVersion, switches, null);
    }
  }

  /**
   * A thrown kill switch.
   *
   * @param scope what it stops, as in {@code tool issue_refund} or {@code all}
   * @param tool the one tool that it concerns; null if it concerns whole runs
   * @param reason why it was thrown
   * @param last whether runs end instead of pausing
   * @param undo whether what runs have done is undone as they end; null for no
   */
  public record Switch(
      String scope, @Nullable String tool, String reason, boolean last, @Nullable Boolean undo) {

    /** A switch that leaves what was done as it is. */
    public Switch(String scope, @Nullable String tool, String reason, boolean last) {
      this(scope, tool, reason, last, null);
    }

    /** Whether what runs have done is undone as they end. */
    public boolean undoes() {
      return undo != null && undo;
    }

    /** Whether it keeps an attempt from beginning. */
    public boolean concerns(Charter charter, Command command, Attempt.Kind attempt) {
      if (undoes() && command instanceof Command.InvokeTool call && call.undoes() != null) {
        return false;
      }
      return tool == null
          || (command instanceof Command.InvokeTool call
              && tool.equals(attempt.calls(charter, call.tool())));
    }
  }

  /**
   * One way in which a value breaks a schema.
   *
   * @param path JSON Pointer to the offending value; empty for the whole
   * @param problem what is wrong and what would be right
   */
  public record Violation(String path, String problem) {}

  /**
   * What came of one CEL expression.
   *
   * @param rule which one, as in {@code policy[2]}
   * @param result how it came out
   * @param detail the error in words; empty if there was none
   */
  public record RuleOutcome(String rule, Truth result, String detail) {}

  public enum Truth {
    TRUE,
    FALSE,
    /** It could not be evaluated. Whatever the rule was for, the answer is no. */
    ERROR
  }

  /**
   * What was found of a final answer.
   *
   * @param output the answer proper
   * @param evidence the claims as written; an empty array if none were asked for
   * @param confidence from 0 to 1; null if none was stated
   * @param violations where the answer breaks its schema
   * @param gaps figures that were not found, did not come out, or are not claimed
   * @param doneWhen what came of each post-condition
   */
  public record AnswerFacts(
      Value output,
      Value evidence,
      @Nullable BigDecimal confidence,
      List<Violation> violations,
      List<String> gaps,
      List<RuleOutcome> doneWhen) {
    public AnswerFacts {
      violations = List.copyOf(violations);
      gaps = List.copyOf(gaps);
      doneWhen = List.copyOf(doneWhen);
    }
  }
}
