package dev.interlock.cli.screen;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.agent.AtWorst;
import dev.interlock.runtime.agent.AtWorst.Effect;
import dev.interlock.views.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words what an agent can do at the worst. */
public final class AtWorstText {
  private AtWorstText() {}

  /** Returns one sentence for what it can spend, and one for each effect that it can have. */
  public static List<String> of(AtWorst worst) {
    var budget = worst.budget();
    var lines = new ArrayList<String>();
    lines.add(
        "At worst a run of this agent can spend "
            + (worst.metered()
                ? Amounts.usd(budget.costMicros())
                : "any amount of money (a model is unmetered)")
            + " and "
            + Amounts.count(budget.tokens())
            + " tokens in "
            + Amounts.count(budget.counts().modelCalls(), "model call")
            + ", make "
            + Amounts.count(budget.counts().toolCalls(), "tool call")
            + ", work for "
            + Amounts.time(budget.time())
            + " and last for "
            + Amounts.time(budget.deadline())
            + ".");
    worst.effects().stream().map(AtWorstText::effect).forEach(lines::add);
    if (worst.effects().isEmpty())
      lines.add("It can change nothing: it has no tool with an effect.");
    var unlimited =
        worst.effects().stream()
            .filter(Effect::unlimited)
            .map(Effect::tool)
            .collect(Collectors.joining(", "));
    if (!unlimited.isEmpty()) lines.add("No rule of policy holds or denies " + unlimited + ".");
    return lines;
  }

  private static String effect(Effect effect) {
    return effect.tool()
        + " (risk "
        + effect.risk().name().toLowerCase(Locale.ROOT)
        + "): "
        + switch (effect.freedom()) {
          case NEVER -> "never; the agent only observes, and it is recorded instead";
          case ASKED -> "up to " + times(effect) + ", each only after a person's yes";
          case FREED_BY_RULE ->
              "up to "
                  + times(effect)
                  + ", without a person where "
                  + quoted(effect.frees())
                  + ", else after a person's yes";
          case FREE -> "up to " + times(effect) + ", without a person" + unless(effect);
        }
        + (effect.limits().denies().isEmpty()
            ? ""
            : "; refused where " + quoted(effect.limits().denies()))
        + ".";
  }

  private static String unless(Effect effect) {
    var holds = effect.limits().holds();
    return holds.isEmpty() ? "" : " unless " + quoted(holds);
  }

  private static String times(Effect effect) {
    var per = effect.times().per();
    return Amounts.count(effect.times().max(), "time") + (per == null ? "" : " for each " + per);
  }

  private static String quoted(List<String> rules) {
    return rules.stream().map(rule -> "'" + rule + "'").collect(Collectors.joining(" or "));
  }

  /** The same for programs. */
  public static Value.Obj json(AtWorst worst) {
    var budget = worst.budget();
    return Value.of(
        Map.of(
            "usdMicros", worst.metered() ? Value.of(budget.costMicros()) : Value.Null.NULL,
            "tokens", Value.of(budget.tokens()),
            "modelCalls", Value.of(budget.counts().modelCalls()),
            "toolCalls", Value.of(budget.counts().toolCalls()),
            "timeMs", Value.of(budget.time().toMillis()),
            "deadlineMs", Value.of(budget.deadline().toMillis()),
            "effects", Value.of(worst.effects().stream().map(AtWorstText::json).toList()),
            "words", Value.of(of(worst).stream().map(Value::of).toList())));
  }

  private static Value.Obj json(Effect effect) {
    var per = effect.times().per();
    return Value.of(
        Map.of(
            "tool", Value.of(effect.tool()),
            "risk", Value.of(effect.risk().name().toLowerCase(Locale.ROOT)),
            "times", Value.of(effect.times().max()),
            "per", per == null ? Value.Null.NULL : Value.of(per),
            "freedom", Value.of(effect.freedom().name().toLowerCase(Locale.ROOT).replace('_', '-')),
            "frees", texts(effect.frees()),
            "holds", texts(effect.limits().holds()),
            "denies", texts(effect.limits().denies())));
  }

  private static Value texts(List<String> texts) {
    return Value.of(texts.stream().map(Value::of).toList());
  }
}
