package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.ResultTerms;
import dev.interlock.kernel.charter.ResultTerms.Condition;
import dev.interlock.kernel.charter.ResultTerms.Freshness;
import dev.interlock.kernel.value.Value;
import dev.interlock.kernel.value.ValuePath;
import dev.interlock.runtime.gate.Expressions;
import dev.interlock.runtime.gate.Expressions.Kind;
import dev.interlock.runtime.gate.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the results of tools must be to be relied on. */
final class ResultReader {
  private static final String AS_OF_HINT = "as in as-of: \"$.as_of\"";

  private static final Shape<String> AS_OF =
      Shapes.matching(
          "a path, as in $.as_of, or a header, as in header:Last-Modified",
          text ->
              text.startsWith(ResultTerms.HEADER)
                  ? text.substring(ResultTerms.HEADER.length()).matches("[A-Za-z0-9-]{1,64}")
                  : !text.isBlank() && ValuePath.parse(text).isPresent());

  private final Attachments attachments;
  private final Schemas schemas = new Schemas();
  private final Expressions expressions = new Expressions();

  ResultReader(Attachments attachments) {
    this.attachments = attachments;
  }

  /**
   * Returns what a tool's results must be; empty if nothing is asked of them.
   *
   * @param kind where the tool comes from, as in {@code http}
   */
  Optional<ResultTerms> read(Section tool, String kind) {
    var schema = tool.node("result").flatMap(node -> schema(tool, node));
    var freshness = freshness(tool, kind);
    var completeWhen = conditions(tool, "complete-when");
    var checks = conditions(tool, "checks");
    return schema.isEmpty() && freshness.isEmpty() && completeWhen.isEmpty() && checks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ResultTerms(schema.orElse(null), freshness.orElse(null), completeWhen, checks));
  }

  private Optional<Value.Obj> schema(Section tool, Node node) {
    return attachments
        .schema(tool, "result", node)
        .filter(schema -> {
          var problem = schemas.problemAsWritten(schema);
          problem.ifPresent(what -> tool.error("result", tool.pathOf("result") + " " + what, ""));
          return problem.isEmpty();
        });
  }

  private static Optional<Freshness> freshness(Section tool, String kind) {
    var within = tool.get("fresh-within", Shapes.DURATION);
    var asOf = tool.get("as-of", AS_OF);
    if (tool.has("fresh-within") && !tool.has("as-of")) {
      tool.error("fresh-within", tool.pathOf("as-of") + " is missing", AS_OF_HINT);
    }
    if (tool.has("as-of") && !tool.has("fresh-within")) {
      tool.error("as-of", tool.pathOf("fresh-within") + " is missing", "as in fresh-within: 10m");
    }
    if (!kind.equals("http") && asOf.filter(at -> at.startsWith(ResultTerms.HEADER)).isPresent()) {
      var text = tool.pathOf("as-of") + ": only what tools of http answer has headers";
      tool.error("as-of", text, AS_OF_HINT);
    }
    return within.flatMap(age -> asOf.map(at -> new Freshness(age, at)));
  }

  /** One expression, or a list of expressions and of {@code { that, reason }}. */
  private List<Condition> conditions(Section tool, String key) {
    var node = tool.node(key);
    if (node.isEmpty()) return List.of();
    var conditions = new ArrayList<Condition>();
    if (node.get() instanceof Node.Items(_, var items)) {
      if (items.isEmpty()) tool.error(key, tool.pathOf(key) + " is empty", "remove the key");
      for (var i = 0; i < items.size(); i++) {
        var path = KeyPath.item(tool.pathOf(key), i);
        condition(tool.notes(), path, items.get(i)).ifPresent(conditions::add);
      }
    } else {
      var path = tool.pathOf(key);
      condition(tool.notes(), path, placed(tool.at(key), node.get())).ifPresent(conditions::add);
    }
    return conditions;
  }

  /** A value that stands alone is found where its key is. */
  private static Node placed(Position at, Node node) {
    return node instanceof Node.Scalar(_, var value) ? new Node.Scalar(at, value) : node;
  }

  private Optional<Condition> condition(Notes notes, String path, Node item) {
    var read =
        switch (item) {
          case Node.Scalar(_, Value.Text(var that)) when !that.isBlank() ->
              Optional.of(new Condition(that, ""));
          case Node.Members members -> reasoned(new Section("condition", path, members, notes));
          case Node.Scalar _, Node.Items _ -> {
            var text = path + " must be CEL in quotes, is " + item.shown();
            notes.error(item.at(), text, "or { that: CEL, reason: text }");
            yield Optional.<Condition>empty();
          }
        };
    return read.filter(condition -> {
      var problem = expressions.problem(Kind.RESULT, condition.that());
      problem.ifPresent(what -> notes.error(item.at(), path + ": " + what, ""));
      return problem.isEmpty();
    });
  }

  private static Optional<Condition> reasoned(Section section) {
    var that = section.require("that", Shapes.TEXT, "CEL over result and args");
    var reason = section.get("reason", Shapes.TEXT);
    section.done();
    return that.map(text -> new Condition(text, reason.orElse("")));
  }
}
