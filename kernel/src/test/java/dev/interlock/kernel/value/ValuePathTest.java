package dev.interlock.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePathTest {
  private static final Value ROOT =
      Value.of(
          Map.of(
              "rows",
              Value.of(
                  List.of(
                      Value.of(Map.of("unit price", Value.of(7), "n", Value.of(1))),
                      Value.of(Map.of("n", Value.of(2))))),
              "a/b",
              Value.of(3),
              "m~n",
              Value.of(4),
              "",
              Value.of(5),
              "0",
              Value.of(6),
              "x.y",
              Value.of(8)));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "$.rows[0]['unit price']   | 7",
        "$.rows[0][\"unit price\"] | 7",
        "rows[1].n                 | 2",
        "$['rows'][1]['n']         | 2",
        "$['x.y']                  | 8",
        "$['a/b']                  | 3",
        "$.0                       | 6",
        "/rows/0/unit price        | 7",
        "/rows/1/n                 | 2",
        "/a~1b                     | 3",
        "/m~0n                     | 4",
        "/                         | 5",
        "/0                        | 6",
        "$['']                     | 5",
      })
  void a_path_leads_to_one_value(String path, long value) {
    assertThat(ValuePath.parse(path).orElseThrow().in(ROOT)).contains(Value.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$"})
  void the_empty_path_is_the_whole(String path) {
    assertThat(ValuePath.parse(path).orElseThrow().in(ROOT)).contains(ROOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.rows[2]",
        "$.rows[0].x",
        "$.rows.n",
        "$.rows[0].n.deeper",
        "/rows/x",
        "/rows/-1",
        "/rows/999999999",
        "/none",
        "//",
        "$.rows['0x']",
      })
  void a_path_that_leads_nowhere_is_empty(String path) {
    assertThat(ValuePath.parse(path).orElseThrow().in(ROOT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.*", "$.rows[*]", "$..n", "$.rows[-1]", "$.rows[0:1]", "$.rows[?(@.n>1)]", "$.rows[]",
        "$.rows[0", "$.rows['n", "$.", ".", "rows[0]n", "$.rows[0,1]", "$.rows[999999999]",
        "$[", "$['", "$.rows[1e0]", "$.r*s", "$rows]..",
      })
  void what_does_not_point_at_one_value_is_no_path(String path) {
    assertThat(ValuePath.parse(path)).isEmpty();
  }
}
