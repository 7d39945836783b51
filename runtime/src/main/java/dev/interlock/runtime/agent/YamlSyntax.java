package dev.interlock.runtime.agent;

import dev.interlock.runtime.UserError;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in one line what the YAML parser says in several. */
final class YamlSyntax {
  private YamlSyntax() {}

  static UserError error(String source, YamlEngineException bad) {
    if (!(bad instanceof MarkedYamlEngineException marked)) {
      return new UserError("not valid YAML: " + firstLine(bad.getMessage()), source, "");
    }
    var problem = firstLine(marked.getProblem());
    var mark = marked.getProblemMark().or(marked::getContextMark);
    var where = mark.map(at -> source + ":" + (at.getLine() + 1)).orElse(source);
    if (problem.contains("\\t(TAB)")) {
      return new UserError("a tab is used for indentation", where, "use spaces");
    }
    return new UserError("not valid YAML: " + problem, where, hint(problem));
  }

  private static String hint(String problem) {
    if (problem.endsWith("but got {")) {
      return "inside { } or [ ], put a reference in quotes: \"${env:NAME}\"";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "put a text that holds ': ' in quotes";
    }
    return "";
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "unreadable" : text.lines().findFirst().orElse("unreadable");
  }
}
