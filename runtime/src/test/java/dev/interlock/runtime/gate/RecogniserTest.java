package dev.interlock.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecogniserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no numbers here, well-known and e.g. nothing |",
        "it rose to 42.67 % today          | 42.67%",
        "42%, 43 percent                   | 42% 43%",
        "1,234,567.89 in all               | 1234567.89",
        "1,2,3                             | 1 2 3",
        "$12.50 and -$3 and $-4 and €5     | 12.50 -3 -4 5",
        "minus: -5, −6, +7                 | -5 -6 7",
        "10-20 or 10–20 or 10..20          | 10 20 10 20 10 20",
        "1.2 million, 3k, 4 thousand, 5M   | 1.2e6 3e3 4e3 5e6",
        "5 kittens                         | 5",
        "ends with 5.                      | 5",
        "(17)                              | 17",
        "3/4 of 24/7                       | 3 4 24 7",
        "o-991 and INC-42 and p95          | name:o-991 name:INC-42 name:p95",
        "v2.14.3 then 2.14.3               | name:v2.14.3 name:2.14.3",
        "10.0.0.1                          | name:10.0.0.1",
        "ticket #42                        | name:#42",
        "42ms, 5-10s                       | measure:42ms measure:5-10s",
        "the 1st                           | measure:1st",
        "on 2026-11-21                     | moment:2026-11-21",
        "at 2026-11-21T14:05:09Z           | moment:2026-11-21T14:05:09Z",
        "at 2026-11-21 14:05, 14:10        | moment:2026-11-21 14:05 moment:14:10",
        "in 2026-11                        | moment:2026-11",
        "Nov 21                            | day:11/21",
        "November 21st, 2026               | day:11/21/2026",
        "21 Nov 2026; 3rd of May           | day:11/21/2026 day:5/3",
        "Market 5 and may 5                | 5 5",
        "see [entry 12]                    | entries:12",
        "entries 12, 14 and 15 say         | entries:12,14,15",
        "entry 12 has 13                   | entries:12 13",
        "½ or ４２                         | odd:½ odd:４ odd:２",
        "checkout-2:42                     | name:checkout-2 42",
        "a_1 b.2 c@3                       | name:a_1 name:b.2 name:c@3",
        "x=5;y=6                           | 5 6",
        "CO₂ and m²                        |"
      })
  void everything_that_must_be_borne_out_is_found(String text, String expected) {
    var found = Recogniser.mentions(text).stream().map(RecogniserTest::shown).toList();
    assertThat(String.join(" ", found)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void numbers_of_list_items_are_no_mentions() {
    assertThat(Recogniser.mentions("1. first\n  2) second\n3 third"))
        .extracting(RecogniserTest::shown)
        .containsExactly("3");
  }

  @Test
  void long_texts_take_linear_time() {
    for (var part :
        new String[] {"a-", "1,", "1.", "entry 1, ", "2026-", "1 ", "#", "1-1", "９", "Jan 1 "}) {
      Assertions.assertTimeout(
          Duration.ofSeconds(5), () -> Recogniser.mentions(part.repeat(65_536 / part.length())));
    }
  }

  private static String shown(Mention mention) {
    return switch (mention) {
      case Mention.Quantity one ->
          one.value().toPlainString()
              + (one.magnitude() == 0 ? "" : "e" + one.magnitude())
              + (one.percent() ? "%" : "");
      case Mention.Name(var text) -> "name:" + text;
      case Mention.Measure(var text, _) -> "measure:" + text;
      case Mention.Moment(var text) -> "moment:" + text;
      case Mention.Day(_, var month, var day, var year) ->
          "day:" + month + "/" + day + (year == null ? "" : "/" + year);
      case Mention.Entries(_, var entries) ->
          "entries:" + entries.toString().replaceAll("[\\[\\] ]", "");
      case Mention.Unreadable(var text) -> "odd:" + text;
    };
  }
}
