package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.runtime.gate.PolicyReach;
import java.math.BigDecimal;
import java.util.function.LongFunction;

/** Notes what is valid and still deserves a second look. */
final class Review {
  private final Document document;
  private final Content content;
  private final Notes notes;

  private Review(Document document, Content content, Notes notes) {
    this.document = document;
    this.content = content;
    this.notes = notes;
  }

  static void of(Reading reading, References references) {
    var document = reading.document();
    var notes = reading.notes();
    unset(document, references, notes);
    if (reading.content().isEmpty()) return;
    var content = reading.content().get();
    new Review(document, content, notes).all();
    new ToolReview(document, content, notes).all();
  }

  private void all() {
    content.rules().policy().forEach(this::allowRule);
    content.rules().policy().forEach(this::factsRule);
    reach();
    content.models().all().forEach(this::model);
    content.models().chain().forEach(this::firstCall);
    answer();
    approvals();
  }

  /** References to variables that are not set here; where the agent runs, they may be. */
  private static void unset(Document document, References references, Notes notes) {
    for (var found : Texts.of(document)) {
      if (!found.connects()) continue;
      for (var name : References.namesIn(found.text())) {
        if (references.isSet(name)) continue;
        var text = found.path() + ": environment variable " + name + " is not set";
        notes.warning(found.at(), text, "");
      }
    }
  }

  private void allowRule(PolicyRule rule) {
    if (rule.then() != Then.ALLOW) return;
    var named =
        content.tools().byName().keySet().stream().anyMatch(tool -> ToolReview.names(rule, tool));
    if (named && rule.when().contains("args.")) return;
    warn(
        rule.id(),
        rule.id() + " frees no call from asking: it names no tool or no bound on its arguments",
        "as in 'tool == \"issue_refund\" && args.amount <= 100'");
  }

  /** Rules that can never fire, and effects that no rule is about. */
  private void reach() {
    var policy = content.rules().policy();
    if (policy.isEmpty()) return;
    var offered = content.tools().readable().stream().filter(ListedTool::forModel).toList();
    var reach = new PolicyReach(policy, offered.stream().map(ListedTool::name).toList());
    for (var rule : policy) {
      if (!reach.neverFires(rule)) continue;
      warn(rule.id(), rule.id() + " can never fire: it is false of every tool", "remove it");
    }
    for (var tool : offered) {
      if (tool.isRead() || reach.concerns(tool.name())) continue;
      tell(tool.path(), tool.name() + " is mentioned by no rule of policy");
    }
  }

  /** What is read for some tools is not there for others, and what breaks denies. */
  private void factsRule(PolicyRule rule) {
    var named =
        content.tools().byName().keySet().stream().anyMatch(tool -> ToolReview.names(rule, tool));
    if (named || !rule.when().contains("facts.")) return;
    warn(
        rule.id(),
        rule.id() + " names facts and no tool: it denies every call for which they are not read",
        "as in 'tool == \"issue_refund\" && facts.order.open == false'");
  }

  private void model(Model model) {
    var where = model.settings().where();
    if (model.terms().price().equals(Price.UNMETERED) && !model.terms().scripted()) {
      warn(where + ".price", "the model is unmetered: budget.cost bounds nothing", "state a price");
    }
    var baseUrl = model.settings().baseUrl();
    if (baseUrl != null && baseUrl.matches("http://(?!(localhost|127\\.|\\[::1])).*")) {
      var key = where + ".base-url";
      warn(key, "prompts and key travel unencrypted to " + key, "use https");
    }
  }

  private void firstCall(Model model) {
    var terms = model.terms();
    var budget = content.bounds().budget();
    var worst = new Usage(content.bounds().briefTokensMax(), 0, terms.outputTokensMax());
    warnOfMore("tokens", worst.totalTokens(), budget.tokens(), String::valueOf);
    warnOfMore("cost", terms.price().micros(worst), budget.costMicros(), Review::usd);
  }

  private void warnOfMore(String measure, long worst, long budget, LongFunction<String> shown) {
    if (worst <= budget) return;
    var key = "budget." + measure;
    warn(
        key,
        "one model call may need "
            + shown.apply(worst)
            + ", more than "
            + key
            + " "
            + shown.apply(budget),
        "raise it, or lower brief-tokens-max");
  }

  private void answer() {
    if (content.rules().fallbackFunction() != null && content.rules().escalateTo() == null) {
      warn(
          "fallback-function",
          "nobody is named to take over when the function fails",
          "add escalate-to: <role>");
    }
    var output = content.rules().output();
    if (output == null) return;
    if (output.confidenceMin() != null && content.rules().escalateTo() == null) {
      warn(
          "output.confidence-min",
          "nobody is named to take over when confidence is low",
          "add escalate-to: <role>");
    }
    if (output.evidence() != null && output.evidence().requiredFrom().isEmpty()) {
      warn(
          "output.evidence",
          "output.evidence has no required-from: an answer without figures needs none",
          "name the tools that must have answered");
    }
  }

  private void approvals() {
    if (!content.rules().approvals().approvers().isEmpty()) return;
    if (content.tools().readable().stream().allMatch(ListedTool::isRead)) return;
    tell("approvals", "anyone may approve: approvals.approvers names no role");
  }

  private static String usd(long micros) {
    return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + " USD";
  }

  private void warn(String path, String text, String hint) {
    notes.warning(document.position(path), text, hint);
  }

  private void tell(String path, String text) {
    notes.info(document.position(path), text, "");
  }
}
