package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.gate.Expressions;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.nio.file.Path;
import java.util.List;

/**
 * The policy in a file: an agent file, of which nothing else is looked at, or one that holds {@code
 * policy} alone.
 */
public final class PolicyFile {
  private PolicyFile() {}

  /**
   * Reads the rules, in file order.
   *
   * @throws UserError if the file cannot be read, has no policy, or a rule is wrong: the first
   *     error, with its line
   */
  public static List<PolicyRule> read(Path file) {
    var source = file.toString();
    var notes = new Notes();
    var document = new Document(source, YamlTree.parse(source, SmallText.read(file, ""), notes));
    var top = new Section("agent", "", document.root(), notes);
    if (!top.has("policy")) {
      throw new UserError("has no policy", source, "as in policy: [ { when: …, then: hold, … } ]");
    }
    var rules = PolicyReader.read(top);
    var expressions = new Expressions();
    for (var rule : rules) {
      expressions
          .problem(Kind.POLICY, rule.when())
          .ifPresent(what -> notes.error(document.position(rule.id() + ".when"), what, ""));
    }
    notes
        .firstError()
        .ifPresent(error -> {
          throw error.error();
        });
    return rules;
  }
}
