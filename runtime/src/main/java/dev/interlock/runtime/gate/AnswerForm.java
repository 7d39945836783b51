package dev.interlock.runtime.gate;

import dev.interlock.kernel.brief.Utf8;
import dev.interlock.kernel.charter.Rules.OutputTerms;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the text of an answer apart. Immutable, thread-safe. */
final class AnswerForm {
  private static final int TEXT_BYTES_MAX = 64 * 1024;
  private static final int FIGURES_MAX = 200;

  private final @Nullable OutputTerms terms;
  private final @Nullable StrictSchema envelope;
  private final @Nullable StrictSchema output;

  AnswerForm(@Nullable OutputTerms terms, Schemas schemas) {
    this.terms = terms;
    this.envelope =
        terms != null && terms.enveloped()
            ? schemas.compile(AnswerEnvelope.schema(terms.evidence() != null))
            : null;
    var schema = terms == null ? null : terms.schema();
    this.output = schema == null ? null : schemas.compile(schema);
  }

  /**
   * An answer taken apart.
   *
   * @param output the answer proper; the whole text if there are violations
   * @param evidence the claims; an empty array if there are none
   * @param confidence null if none is stated
   * @param violations why it could not be taken apart; empty if it could
   */
  record Parts(
      Value output,
      Value.Arr evidence,
      @Nullable BigDecimal confidence,
      List<Violation> violations) {
    private static final Value.Arr NO_EVIDENCE = new Value.Arr(List.of());

    static Parts only(Value output) {
      return new Parts(output, NO_EVIDENCE, null, List.of());
    }

    static Parts malformed(String text, List<Violation> violations) {
      return new Parts(Value.of(text), NO_EVIDENCE, null, violations);
    }
  }

  /** Takes an answer that comes as a value, without an envelope: of a function, or of a person. */
  Parts given(Value proper) {
    var bytes = Utf8.length(proper.json());
    return bytes > TEXT_BYTES_MAX
        ? Parts.malformed("", List.of(tooLong(bytes)))
        : checked(Parts.only(proper), "");
  }

  private static Violation tooLong(long bytes) {
    return new Violation("", "has " + bytes + " bytes; an answer may have " + TEXT_BYTES_MAX);
  }

  Parts takenApart(String text) {
    var bytes = Utf8.length(text);
    if (bytes > TEXT_BYTES_MAX) {
      return Parts.malformed(text, List.of(tooLong(bytes)));
    }
    if (terms == null) return Parts.only(Value.of(text));
    Value value;
    try {
      value = Json.parse(unfenced(text));
    } catch (Json.NotJsonException bad) {
      var problem = "the answer must be one JSON value and nothing else: " + bad.getMessage();
      return Parts.malformed(text, List.of(new Violation("", problem)));
    }
    return envelope == null ? checked(Parts.only(value), "") : opened(text, value, envelope);
  }

  private Parts opened(String text, Value value, StrictSchema form) {
    var violations = form.check(value);
    if (!violations.isEmpty() || !(value instanceof Value.Obj answer)) {
      return Parts.malformed(text, violations);
    }
    var confidence = answer.get("confidence").orElse(null) instanceof Value.Num(var n) ? n : null;
    var evidence =
        answer.get("evidence").orElse(null) instanceof Value.Arr claims
            ? claims
            : Parts.NO_EVIDENCE;
    var faults = AnswerEnvelope.figureFaults(evidence, FIGURES_MAX);
    if (!faults.isEmpty()) return Parts.malformed(text, faults);
    var proper = answer.get("output").orElse(Value.Null.NULL);
    return checked(new Parts(proper, evidence, confidence, List.of()), "/output");
  }

  private Parts checked(Parts parts, String base) {
    if (output == null) return parts;
    var violations = new ArrayList<Violation>();
    for (var found : output.check(parts.output())) {
      violations.add(new Violation(base + found.path(), found.problem()));
    }
    return violations.isEmpty()
        ? parts
        : new Parts(parts.output(), parts.evidence(), parts.confidence(), violations);
  }

  /** Takes off exactly one fence of three back-quotes around the whole, if there is one. */
  private static String unfenced(String text) {
    var stripped = text.strip();
    var firstLine = stripped.indexOf('\n');
    if (!stripped.startsWith("```") || !stripped.endsWith("```") || firstLine < 0) return text;
    var language = stripped.substring(3, firstLine).strip();
    var isWord = language.chars().allMatch(Character::isLetterOrDigit);
    return isWord && firstLine < stripped.length() - 3
        ? stripped.substring(firstLine + 1, stripped.length() - 3)
        : text;
  }
}
