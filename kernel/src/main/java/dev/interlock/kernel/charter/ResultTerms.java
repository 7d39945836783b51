package dev.interlock.kernel.charter;

import dev.interlock.kernel.value.Value.Obj;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool's result must be before anything may rest on it. What is not stated is not asked.
 *
 * @param schema JSON Schema of the result, as it stands: fields that it does not name are let
 *     through unless it says otherwise; null for any
 * @param freshness how old the result may be; null for any age
 * @param completeWhen what must all hold for the result to be whole
 * @param checks what must all hold between the fields of the result
 */
public record ResultTerms(
    @Nullable Obj schema,
    @Nullable Freshness freshness,
    List<Condition> completeWhen,
    List<Condition> checks) {

  /** What an {@link Freshness#asOf} begins with that names a header of the response. */
  public static final String HEADER = "header:";

  public ResultTerms {
    completeWhen = List.copyOf(completeWhen);
    checks = List.copyOf(checks);
    if (schema == null && freshness == null && completeWhen.isEmpty() && checks.isEmpty()) {
      throw new IllegalArgumentException("a result of which nothing is asked needs no terms");
    }
  }

  /**
   * How old a result may be when it comes in.
   *
   * @param within the greatest age, by the journal's clock
   * @param asOf where its time stands: a path, as in {@code $.as_of}, or {@code header:NAME}
   */
  public record Freshness(Duration within, String asOf) {
    public Freshness {
      Require.positive("fresh-within", within);
      Require.text("as-of", asOf);
    }
  }

  /**
   * Something that must hold.
   *
   * @param that a CEL expression over {@code result} and {@code args}
   * @param reason for people and for the model; empty to tell them the expression
   */
  public record Condition(String that, String reason) {
    public Condition {
      Require.text("that", that);
    }
  }
}
