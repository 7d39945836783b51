package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what may be done, in which order, and what counts as done. */
final class RulesReader {
  private final Section top;
  private final Tools tools;
  private final Attachments attachments;

  RulesReader(Section top, Tools tools, Attachments attachments) {
    this.top = top;
    this.tools = tools;
    this.attachments = attachments;
  }

  Rules read() {
    var order = new OrderReader(tools).read(top);
    var rest =
        new Rules(
            PolicyReader.read(top),
            List.of(),
            approvals(top.sectionOrEmpty("approvals", "approvals")),
            new OutputReader(tools, attachments).read(top).orElse(null),
            top.get("done-when", Shapes.TEXTS).orElseGet(List::of),
            top.get("escalate-to", Shapes.TEXT).orElse(null),
            List.of(),
            null,
            new FallbackReader(tools).read(top).orElse(null));
    try {
      return new Rules(
          rest.policy(),
          order,
          rest.approvals(),
          rest.output(),
          rest.doneWhen(),
          rest.escalateTo(),
          new PhaseReader(tools).read(top),
          rollback(),
          rest.fallbackFunction(),
          facts());
    } catch (IllegalArgumentException cyclic) {
      top.error("order", String.valueOf(cyclic.getMessage()), "");
      return rest;
    }
  }

  /** What is read before an answer is judged. */
  private List<Look> facts() {
    var looks = new LookReader(Kind.LOOK_ANSWER).read(top);
    LookReader.review(top, looks, tools);
    return looks;
  }

  /** An agent whose tools cannot be taken back needs no word on it. */
  private @Nullable Rollback rollback() {
    var shape = Shapes.oneOf(Rollback.class);
    var compensated =
        tools.readable().stream().anyMatch(tool -> tool.terms().undo() instanceof Undo.By);
    return compensated
        ? top.get("rollback", shape, Default.ROLLBACK)
        : top.get("rollback", shape).orElse(null);
  }

  private static ApprovalTerms approvals(Section approvals) {
    var terms =
        new ApprovalTerms(
            approvals.get("expire", Shapes.DURATION, Default.APPROVALS_EXPIRE),
            approvals.get("approvers", Shapes.TEXTS).orElseGet(List::of),
            approvals.get("distinct-from-requester", Shapes.TRUTH, Default.DISTINCT_FROM_REQUESTER),
            approvals.get("quorum", Shapes.whole(1, ApprovalTerms.QUORUM_MAX)).orElse(null));
    approvals.done();
    return terms;
  }
}
