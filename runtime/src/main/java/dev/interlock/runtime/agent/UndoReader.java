package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Undo;
import dev.interlock.runtime.gate.Expressions;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what takes the effect of a tool back: {@code compensate} or {@code irreversible}. */
final class UndoReader {
  private static final String HINT =
      "as in compensate: cancel_refund, or compensate: { tool: cancel_refund, args: { refund_id:"
          + " 'result.refund_id' } }";

  private final Section tool;
  private final Expressions expressions = new Expressions();

  UndoReader(Section tool) {
    this.tool = tool;
  }

  /** Returns it; null if nothing is said of it, or what is said is wrong and noted. */
  @Nullable Undo read(boolean isRead) {
    var compensate = tool.node("compensate");
    var irreversible = tool.get("irreversible", Shapes.TRUTH).orElse(false);
    if (isRead) {
      for (var key : new String[] {"compensate", "irreversible"}) {
        if (tool.has(key)) {
          tool.error(key, tool.pathOf(key) + ": a read has nothing to undo", "remove it");
        }
      }
      return null;
    }
    if (compensate.isPresent() && irreversible) {
      tool.error(
          "irreversible",
          tool.pathOf("irreversible") + " does not go with compensate",
          "remove one of them");
      return null;
    }
    if (irreversible) return Undo.Never.NEVER;
    return compensate.flatMap(this::by).orElse(null);
  }

  private Optional<Undo> by(Node node) {
    if (!(node instanceof Node.Members)) {
      var name = Shapes.TEXT.parse(node);
      if (name.isEmpty()) {
        tool.error("compensate", tool.pathOf("compensate") + " must name a tool", HINT);
      }
      return name.map(text -> new Undo.By(text, null));
    }
    var section = tool.section("compensate", "compensate").orElseThrow();
    var name = section.require("tool", Shapes.TEXT, "name a tool");
    var args = section.section("args", "args").map(this::args).orElse(null);
    section.done();
    return name.map(text -> new Undo.By(text, args));
  }

  private Map<String, String> args(Section section) {
    var args = new TreeMap<String, String>();
    for (var name : section.keys()) {
      var source = section.get(name, Shapes.TEXT);
      if (source.isEmpty()) continue;
      expressions
          .problem(Kind.COMPENSATE, source.get())
          .ifPresent(what -> section.error(name, section.pathOf(name) + ": " + what, ""));
      args.put(name, source.get());
    }
    return args;
  }
}
