package dev.interlock.runtime.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "0",
        "-0",
        "12.50",
        "-1.5",
        "\"\"",
        "\"é😀\"",
        "[]",
        "{}",
        "[1,[2,{}]]",
        "{\"a\":1,\"b\":{\"a\":1}}",
        "\"\\ud83d\"",
        "\"\\u0000\"",
      })
  void json_is_read_and_written_the_same(String text) {
    var expected = text.equals("-0") ? "0" : text;
    assertThat(Json.parse(text).json()).isEqualTo(expected);
    assertThat(Json.parse(text.getBytes(UTF_8))).isEqualTo(Json.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "True",
        "01",
        "+1",
        ".5",
        "1.",
        "0x10",
        "NaN",
        "Infinity",
        "'a'",
        "a",
        "\"a",
        "\"\t\"",
        "\"\\x\"",
        "[1,]",
        "[1 2]",
        "[",
        "]",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\"}",
        "{\"a\":1,\"a\":1}",
        "{\"x\":{\"a\":1,\"a\":2}}",
        "1 2",
        "{} x",
        "[] []",
        "/* c */ 1",
        "1 // c",
        "1e400",
        "1e-401",
        "1e999999999",
        "\ufeff1",
        "undefined",
      })
  void what_is_not_one_json_value_is_refused(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(Json.NotJsonException.class);
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xff, '"'}))
        .isInstanceOf(Json.NotJsonException.class);
  }

  @Test
  void two_hundred_levels_are_read_and_no_more() {
    assertThat(Json.parse("[".repeat(200) + "]".repeat(200))).isInstanceOf(Value.Arr.class);
    assertThatThrownBy(() -> Json.parse("[".repeat(201) + "]".repeat(201)))
        .isInstanceOf(Json.NotJsonException.class);
  }

  @Test
  void whatever_number_a_value_can_hold_can_be_read() {
    for (var text : new String[] {"1e399", "1e-400", "9".repeat(400), "0." + "1".repeat(400)}) {
      var value = Json.parse(text);
      assertThat(Json.parse(value.json())).isEqualTo(value);
    }
  }

  @Test
  void a_number_keeps_its_decimals() {
    assertThat(Json.parse("12.50")).isNotEqualTo(Json.parse("12.5"));
    assertThat(Json.parse("12.50").digest()).isEqualTo(Json.parse("12.5").digest());
  }
}
