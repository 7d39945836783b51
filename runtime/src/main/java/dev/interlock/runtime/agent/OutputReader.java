package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Rules.EvidenceTerms;
import dev.interlock.kernel.charter.Rules.OutputTerms;
import java.util.List;
import java.util.Optional;

/** Reads {@code output}: what a final answer must be. */
final class OutputReader {
  private final Tools tools;
  private final Attachments attachments;

  OutputReader(Tools tools, Attachments attachments) {
    this.tools = tools;
    this.attachments = attachments;
  }

  Optional<OutputTerms> read(Section top) {
    var section = top.section("output", "output");
    if (section.isEmpty()) return Optional.empty();
    var output = section.get();
    var schema = output.node("schema").flatMap(node -> attachments.schema(output, "schema", node));
    var evidence = output.section("evidence", "evidence").map(this::evidence);
    var confidence = output.get("confidence-min", Shapes.number(0, 1));
    output.done();
    return Optional.of(
        new OutputTerms(schema.orElse(null), evidence.orElse(null), confidence.orElse(null)));
  }

  private EvidenceTerms evidence(Section evidence) {
    var from = evidence.get("required-from", Shapes.TEXTS).orElseGet(List::of);
    var known =
        from.stream()
            .filter(name ->
                tools.known(
                    evidence,
                    "required-from",
                    name,
                    ListedTool::forModel,
                    "is internal: the model cannot call it"))
            .toList();
    evidence.done();
    return new EvidenceTerms(known);
  }
}
