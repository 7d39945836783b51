package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Rules.OutputTerms;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Establishes what is to be known of a final answer: its parts, its violations, the gaps in its
 * evidence, its post-conditions. One per charter; immutable, thread-safe.
 *
 * <p>Without output terms the output is the text itself. With a schema alone the text is one JSON
 * value; with evidence or confidence it is {@code {output, evidence, confidence}}. One fence of
 * three back-quotes around the whole is taken off. An answer whose form is wrong is not looked
 * into: no gaps, no post-conditions.
 *
 * <p>Evidence: every figure is looked up or recomputed ({@link Evidence}), then every number and
 * name of the output must be borne out ({@link Mentions}). What this shows: no figure of the output
 * is made up. What it does not: that the right figure was chosen, or that the sentence around it is
 * true, nor that an expression makes sense. At most 64 KiB of text and 200 figures; 20 gaps are
 * told.
 */
final class Answers {
  private static final int GAPS_MAX = 20;

  private final @Nullable OutputTerms terms;
  private final String goal;
  private final AnswerForm form;
  private final List<Expression> doneWhen;
  private final Supplier<Expressions> expressions;

  /**
   * @param doneWhen the post-conditions, compiled; in file order
   * @param expressions compiles figures; asked for only if there are any
   * @throws BadSchemaException if the output's schema cannot be used
   */
  Answers(
      Charter charter,
      Schemas schemas,
      List<Expression> doneWhen,
      Supplier<Expressions> expressions) {
    this.terms = charter.rules().output();
    this.goal = charter.goal();
    this.form = new AnswerForm(terms, schemas);
    this.doneWhen = List.copyOf(doneWhen);
    this.expressions = expressions;
  }

  /**
   * @param text as the model wrote it
   * @param facts what was read for it
   * @param called how many complete results a tool has given
   * @param entries where figures are looked up
   */
  AnswerFacts about(
      String text, Map<String, Object> facts, ToLongFunction<String> called, EntryReader entries) {
    var parts = form.takenApart(text);
    var isFormed = parts.violations().isEmpty();
    return new AnswerFacts(
        parts.output(),
        parts.evidence(),
        parts.confidence(),
        parts.violations(),
        isFormed ? gaps(parts, entries) : List.of(),
        isFormed ? postConditions(parts.output(), facts, called) : List.of());
  }

  /**
   * @param proper the answer itself, of a function or of a person: it states no figures
   * @param evidence what stands for it instead
   * @param facts what was read for it
   */
  AnswerFacts given(
      Value proper, Value evidence, Map<String, Object> facts, ToLongFunction<String> called) {
    var parts = form.given(proper);
    return new AnswerFacts(
        parts.output(),
        evidence,
        null,
        parts.violations(),
        List.of(),
        parts.violations().isEmpty() ? postConditions(parts.output(), facts, called) : List.of());
  }

  /** Takes the answer proper out of what was given; null if it has none. */
  Value proper(AcceptAnswer answer) {
    return answer.author() == null
        ? form.takenApart(answer.text()).output()
        : form.given(Json.parse(answer.text())).output();
  }

  private List<String> gaps(AnswerForm.Parts parts, EntryReader entries) {
    if (terms == null || terms.evidence() == null) return List.of();
    var cited = new Cited(entries);
    var figures = Figure.allOf(parts.evidence());
    var evidence = new Evidence(cited, expressions);
    evidence.examine(figures);
    var haystack = new Haystack();
    cited.results().forEach(result -> haystack.add(result.json()));
    haystack.add(goal);
    var schema = terms.schema();
    if (schema != null) haystack.add(schema.json());
    var all = new ArrayList<>(evidence.gaps());
    all.addAll(new Mentions(evidence.proofs(), haystack, cited).gapsOf(parts.output()));
    if (all.size() <= GAPS_MAX) return all;
    var shown = new ArrayList<>(all.subList(0, GAPS_MAX));
    shown.add("and " + (all.size() - GAPS_MAX) + " more like these");
    return shown;
  }

  private List<RuleOutcome> postConditions(
      Value output, Map<String, Object> facts, ToLongFunction<String> called) {
    if (doneWhen.isEmpty()) return List.of();
    var names = Map.of("output", CelValues.of(output), "facts", facts);
    var outcomes = new ArrayList<RuleOutcome>();
    for (var condition : doneWhen) {
      var outcome = condition.test(names, called);
      var rule = "done-when[" + outcomes.size() + "]";
      outcomes.add(new RuleOutcome(rule, outcome.truth(), outcome.detail()));
    }
    return outcomes;
  }
}
