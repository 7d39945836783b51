package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;
import java.math.BigDecimal;
import java.util.List;

/**
 * The rows of a query, its text columns apart from its number columns.
 *
 * <p>A column is a number column if no row has text, bytes or NULL in it. NULL is the text {@code
 * null}; a text over 200 characters is cut.
 */
@SuppressWarnings("MemberName") // the names are the JSON
public record SqlRows(
    @Describe("names of the text columns, in the order of each row's texts")
        List<String> text_columns,
    @Describe("names of the number columns, in the order of each row's numbers")
        List<String> number_columns,
    List<Row> rows,
    @Describe("true if there were more rows than are given") boolean truncated) {

  public SqlRows {
    text_columns = List.copyOf(text_columns);
    number_columns = List.copyOf(number_columns);
    rows = List.copyOf(rows);
  }

  /** One row. */
  public record Row(List<String> texts, List<BigDecimal> numbers) {

    public Row {
      texts = List.copyOf(texts);
      numbers = List.copyOf(numbers);
    }
  }
}
