package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Grounds;
import dev.interlock.kernel.charter.PostCondition;
import dev.interlock.runtime.gate.Expressions;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what calls of a tool are judged by beyond themselves: {@code facts}, {@code done-when}. */
final class GroundsReader {
  private static final String HINT =
      "as in done-when: { facts: { order: { tool: get_order, args: { id: args.order_id } } },"
          + " that: 'facts.order.refunded == true', reason: the order is not refunded }";

  private final Section tool;
  private final Expressions expressions = new Expressions();

  GroundsReader(Section tool) {
    this.tool = tool;
  }

  /** Returns them; null if nothing is said. */
  @Nullable Grounds read(boolean isRead) {
    var facts = new LookReader(Kind.LOOK).read(tool);
    if (isRead && tool.has("done-when")) {
      tool.error(
          "done-when", tool.pathOf("done-when") + ": a read has nothing to confirm", "remove it");
    }
    var after = isRead ? Optional.<PostCondition>empty() : after();
    return facts.isEmpty() && after.isEmpty() ? null : new Grounds(facts, after.orElse(null));
  }

  private Optional<PostCondition> after() {
    return tool.node("done-when").flatMap(this::after);
  }

  private Optional<PostCondition> after(Node node) {
    if (!(node instanceof Node.Members)) {
      var that = Shapes.TEXT.parse(node);
      if (that.isEmpty()) tool.error("done-when", tool.pathOf("done-when") + " must be CEL", HINT);
      return that.map(text -> condition(tool, "done-when", text))
          .map(text -> new PostCondition(List.of(), text, text + " does not hold"));
    }
    var section = tool.section("done-when", "tool done-when").orElseThrow();
    var looks = new LookReader(Kind.LOOK_AFTER).read(section);
    var that = section.require("that", Shapes.TEXT, HINT);
    var reason = section.get("reason", Shapes.TEXT);
    section.done();
    return that.map(text -> condition(section, "that", text))
        .map(text -> new PostCondition(looks, text, reason.orElse(text + " does not hold")));
  }

  private String condition(Section section, String key, String that) {
    expressions
        .problem(Kind.CONFIRM, that)
        .ifPresent(what -> section.error(key, section.pathOf(key) + ": " + what, ""));
    return that;
  }

  /** Looks at what is read with, once all tools are known. */
  static void review(Section tool, Grounds grounds, Tools all) {
    LookReader.review(tool, grounds.facts(), all);
    var after = grounds.doneWhen();
    if (after == null || after.facts().isEmpty()) return;
    LookReader.review(
        tool.section("done-when", "tool done-when").orElseThrow(), after.facts(), all);
  }
}
