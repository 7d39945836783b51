package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.ResultTerms;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.Undo;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Notes what is valid about tools, and about who may use them, and deserves a second look. */
final class ToolReview {
  private final Document document;
  private final Content content;
  private final Notes notes;

  ToolReview(Document document, Content content, Notes notes) {
    this.document = document;
    this.content = content;
    this.notes = notes;
  }

  void all() {
    content.tools().readable().forEach(this::tool);
    content.tools().readable().forEach(this::age);
    grants();
    rollback();
  }

  private void tool(ListedTool tool) {
    if (tool.isRead()) return;
    var terms = tool.terms();
    if (terms.permission() == null) {
      warn(tool.path(), tool.name() + " has an effect and needs no permission", "add permission");
    }
    if (terms.risk() == Risk.NONE) {
      warn(tool.path() + ".risk", tool.name() + " has an effect and risk none", "state the risk");
    }
    if (terms.effect() instanceof EffectClass.Once) {
      tell(tool.path(), tool.name() + " cannot be repeated: in doubt, a person decides");
    }
    if (terms.undo() == null
        && terms.risk().level() >= Risk.EXTERNAL.level()
        && !undoesOthers(tool.name())) {
      warn(
          tool.path(),
          tool.name()
              + " has risk "
              + terms.risk().name().toLowerCase(Locale.ROOT)
              + ", and nothing says how it is undone",
          "add compensate: <tool>, or irreversible: true");
    }
    if (!tool.forModel() && !undoesOthers(tool.name()) && !asked(tool.name())) {
      warn(tool.path(), tool.name() + " is internal and nothing uses it", "remove it");
    }
    if (unbounded(tool)) {
      warn(
          tool.path(),
          "nothing bounds "
              + tool.name()
              + ": autonomy is bounded, its risk is "
              + terms.risk().name().toLowerCase(Locale.ROOT)
              + ", and no rule holds or denies it",
          "add a policy rule with then: hold or then: deny");
    }
  }

  private void rollback() {
    var compensated =
        content.tools().readable().stream()
            .anyMatch(tool -> tool.terms().undo() instanceof Undo.By);
    if (content.rules().rollback() == null || compensated) return;
    warn("rollback", "rollback says what becomes of effects, and no tool has a compensation", "");
  }

  private void age(ListedTool tool) {
    var terms = tool.terms().result();
    if (terms == null || terms.freshness() == null) return;
    if (!terms.freshness().asOf().equalsIgnoreCase(ResultTerms.HEADER + "Date")) return;
    warn(
        KeyPath.child(tool.path(), "as-of"),
        tool.name() + ": Date says when the service answered, not how old its data is",
        "name a header or a field that does, as in header:Last-Modified");
  }

  /** Money or worse, without a person and without a rule. */
  private boolean unbounded(ListedTool tool) {
    return content.bounds().autonomy() == Autonomy.BOUNDED
        && tool.terms().risk().level() >= Risk.MONEY.level()
        && tool.forModel()
        && content.rules().policy().stream()
            .filter(rule -> names(rule, tool.name()) || !rule.when().contains("tool"))
            .allMatch(rule -> rule.then() == Then.ALLOW);
  }

  private void grants() {
    var needed =
        content.tools().readable().stream()
            .map(tool -> tool.terms().permission())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    var roles = content.bounds().roles();
    for (var permission : needed) {
      if (roles.values().stream().anyMatch(held -> held.contains(permission))) continue;
      warn("principal.roles", "no role holds " + permission + ": nobody can run this agent", "");
    }
    roles.forEach((role, held) -> surplus(role, held, needed));
  }

  private void surplus(String role, List<String> held, List<String> needed) {
    var unused = held.stream().filter(permission -> !needed.contains(permission)).toList();
    if (unused.isEmpty()) return;
    var path = KeyPath.child("principal.roles", role);
    warn(path, path + " grants " + String.join(", ", unused) + ", which no tool needs", "");
  }

  private boolean asked(String tool) {
    var function = content.rules().fallbackFunction();
    if (function != null && function.tool().equals(tool)) return true;
    return looks().anyMatch(look -> look.tool().equals(tool))
        || content.tools().readable().stream()
            .anyMatch(other ->
                other.terms().effect() instanceof EffectClass.Reconcile(_, var query)
                    && query.tool().equals(tool));
  }

  /** Everything that is read for rulings. */
  private Stream<Look> looks() {
    var ofTools =
        content.tools().readable().stream()
            .map(tool -> tool.terms().groundsOrNone())
            .flatMap(grounds ->
                Stream.concat(
                    grounds.facts().stream(),
                    Stream.ofNullable(grounds.doneWhen())
                        .flatMap(after -> after.facts().stream())));
    return Stream.concat(ofTools, content.rules().factsOrNone().stream());
  }

  private boolean undoesOthers(String tool) {
    return content.tools().readable().stream()
        .anyMatch(other -> other.terms().undo() instanceof Undo.By(var by, _) && by.equals(tool));
  }

  /** Whether a rule speaks of a tool by its name. */
  static boolean names(PolicyRule rule, String tool) {
    return rule.when().contains('"' + tool + '"') || rule.when().contains("'" + tool + "'");
  }

  private void warn(String path, String text, String hint) {
    notes.warning(document.position(path), text, hint);
  }

  private void tell(String path, String text) {
    notes.info(document.position(path), text, "");
  }
}
