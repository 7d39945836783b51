package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The most that one run of an agent can spend and do, whatever its model proposes. Follows from the
 * file alone: what tools are worth, it does not know.
 *
 * @param budget what bounds the run
 * @param metered whether each of its models has a price, so that money is bounded
 * @param effects what it can do to the world, in file order
 */
public record AtWorst(Budget budget, boolean metered, List<Effect> effects) {

  public AtWorst {
    effects = List.copyOf(effects);
  }

  /** Who stands between the model and an effect. */
  public enum Freedom {
    /** Nothing is performed: the agent only observes. */
    NEVER,
    /** A person says yes or no to each call. */
    ASKED,
    /** A person, but for the calls that a rule of the file frees. */
    FREED_BY_RULE,
    /** Nobody, but for the rules of the file. */
    FREE
  }

  /**
   * One tool with an effect that the model may call.
   *
   * @param risk as stated, or assumed
   * @param times how often it is called at the most, in one run
   * @param freedom who is asked
   * @param frees the rules that free calls from asking; each as it is written
   * @param limits the rules that hold it back
   */
  public record Effect(
      String tool, Risk risk, Times times, Freedom freedom, List<String> frees, Limits limits) {
    public Effect {
      frees = List.copyOf(frees);
    }

    /** Whether neither a person nor a rule of policy stands in its way. */
    public boolean unlimited() {
      return freedom == Freedom.FREE && limits.holds().isEmpty() && limits.denies().isEmpty();
    }
  }

  /**
   * How often.
   *
   * @param max the most calls
   * @param per the argument by whose value they are counted; null if all together
   */
  public record Times(int max, @Nullable String per) {}

  /**
   * Rules that hold an effect back.
   *
   * @param holds by which a person is asked
   * @param denies by which it is refused
   */
  public record Limits(List<String> holds, List<String> denies) {
    public Limits {
      holds = List.copyOf(holds);
      denies = List.copyOf(denies);
    }
  }

  static AtWorst of(Content content) {
    var effects = new ArrayList<Effect>();
    for (var tool : content.tools().readable()) {
      if (!tool.isRead() && tool.forModel()) effects.add(effect(content, tool));
    }
    var metered =
        content.models().all().stream()
            .noneMatch(model -> model.terms().price().equals(Price.UNMETERED));
    return new AtWorst(content.bounds().budget(), metered, effects);
  }

  private static Effect effect(Content content, ListedTool tool) {
    var frees =
        content.bounds().autonomy() == Autonomy.GUARDED
            ? rules(
                content,
                rule ->
                    rule.then() == Then.ALLOW
                        && ToolReview.names(rule, tool.name())
                        && rule.when().contains("args."))
            : List.<String>of();
    var limits =
        new Limits(
            rules(content, rule -> rule.then() == Then.HOLD && concerns(rule, tool)),
            rules(content, rule -> rule.then() == Then.DENY && concerns(rule, tool)));
    var risk = tool.terms().risk();
    return new Effect(
        tool.name(), risk, times(content, tool), freedom(content, risk, frees), frees, limits);
  }

  private static Freedom freedom(Content content, Risk risk, List<String> frees) {
    return switch (content.bounds().autonomy()) {
      case OBSERVE -> Freedom.NEVER;
      case ASSIST -> Freedom.ASKED;
      case GUARDED -> {
        if (risk.level() <= Risk.WRITE.level()) yield Freedom.FREE;
        yield frees.isEmpty() ? Freedom.ASKED : Freedom.FREED_BY_RULE;
      }
      case BOUNDED -> Freedom.FREE;
    };
  }

  /** The strictest rule for all calls together counts; else one per value; else the budget. */
  private static Times times(Content content, ListedTool tool) {
    var budget = content.bounds().budget().counts().toolCalls();
    var all = budget;
    @Nullable Times perValue = null;
    for (var rule : content.rules().order()) {
      if (!(rule instanceof OrderRule.AtMost(var name, var max, var per))) continue;
      if (!name.equals(tool.name())) continue;
      if (per == null) all = Math.min(all, max);
      else if (max < budget) perValue = new Times(max, per);
    }
    return all < budget || perValue == null ? new Times(all, null) : perValue;
  }

  private static List<String> rules(Content content, Predicate<PolicyRule> which) {
    return content.rules().policy().stream().filter(which).map(PolicyRule::when).toList();
  }

  /** By its name, or because the rule is about every tool. */
  private static boolean concerns(PolicyRule rule, ListedTool tool) {
    return ToolReview.names(rule, tool.name()) || !rule.when().contains("tool");
  }
}
