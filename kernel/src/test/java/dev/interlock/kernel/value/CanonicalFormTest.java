package dev.interlock.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalFormTest {

  @Test
  void members_stand_in_key_order_whatever_the_order_of_making() {
    var made = new LinkedHashMap<String, Value>();
    for (var key : List.of("b", "a", "B", "é", "aa", "")) made.put(key, Value.of(1));

    assertThat(new Value.Obj(made).json())
        .isEqualTo("{\"\":1,\"B\":1,\"a\":1,\"aa\":1,\"b\":1,\"é\":1}");
    assertThat(Value.of(made).digest()).isEqualTo(new Value.Obj(made).digest());
  }

  @ParameterizedTest
  @CsvSource({
    "12.50,  12.50,  12.5",
    "12.5,   12.5,   12.5",
    "0.00,   0.00,   0",
    "-0.0,   0.0,    0",
    "100,    100,    100",
    "1E+2,   100,    100",
    "100.0,  100.0,  100",
    "1e-7,   0.0000001, 0.0000001",
    "-12.50, -12.50, -12.5",
    "0E+3,   0,      0",
  })
  void a_number_keeps_its_decimals_and_loses_trailing_zeros_in_canonical_form(
      String number, String json, String canonical) {
    var value = Value.of(new BigDecimal(number));

    assertThat(value.json()).isEqualTo(json);
    assertThat(value.canonical()).isEqualTo(canonical);
  }

  @Test
  void equal_meaning_has_one_digest_and_another_meaning_another() {
    var written = Value.of(Map.of("n", Value.of(new BigDecimal("12.50"))));
    var meant = Value.of(Map.of("n", Value.of(new BigDecimal("12.5"))));

    assertThat(written).isNotEqualTo(meant);
    assertThat(written.digest()).isEqualTo(meant.digest());
    assertThat(Value.of("1").digest()).isNotEqualTo(Value.of(1).digest());
    assertThat(Value.of(List.of()).digest()).isNotEqualTo(Value.Obj.EMPTY.digest());
  }

  @Test
  void the_digest_is_sha_256_of_the_canonical_form() {
    // printf '{"a":12.5}' | sha256sum
    assertThat(Value.of(Map.of("a", Value.of(new BigDecimal("12.50")))).digest().hex())
        .isEqualTo("1029b4774a51058db2e8faf81b9568a88b4945432c2a6c36e3a6391d4aeef01a");
    assertThat(Digest.of("").hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void text_is_escaped_where_json_asks_for_it_and_nowhere_else() {
    var text = "\" \\ \n \r \t \b \f \0 \u001f / é \u007f \u2028 😀";

    assertThat(Value.of(text).json())
        .isEqualTo(
            "\"\\\" \\\\ \\n \\r \\t \\u0008 \\u000c \\u0000 \\u001f / é \u007f \u2028 😀\"");
  }

  @Test
  void a_lone_surrogate_is_escaped_and_told_from_any_other() {
    assertThat(Value.of("a\ud83d").json()).isEqualTo("\"a\\ud83d\"");
    assertThat(Value.of("\ude00b").json()).isEqualTo("\"\\ude00b\"");
    assertThat(Value.of("\ud83d\ud83d\ude00").json()).isEqualTo("\"\\ud83d😀\"");
    assertThat(Value.of("\ud83d").digest()).isNotEqualTo(Value.of("\ud83e").digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e399", "-1e399", "1e-400", "9.5e-399"})
  void a_number_of_400_digits_on_one_side_is_taken(String number) {
    assertThat(Value.of(new BigDecimal(number)).json()).hasSizeGreaterThan(399);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1e-401", "1e2147483647", "1e-2147483647", "0e400"})
  void a_number_of_more_digits_is_refused_without_writing_them(String number) {
    assertThatThrownBy(() -> Value.of(new BigDecimal(number)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number has more than 400 digits on one side");
  }

  @Test
  void a_tree_cannot_be_changed_from_outside() {
    var members = new LinkedHashMap<String, Value>(Map.of("a", Value.of(1)));
    var object = new Value.Obj(members);
    members.put("b", Value.of(2));

    assertThat(object.json()).isEqualTo("{\"a\":1}");
    assertThatThrownBy(() -> object.members().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(object.with("b", Value.of(true)).without("a").json()).isEqualTo("{\"b\":true}");
    assertThat(object.without("x")).isSameAs(object);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 63, 65})
  void a_digest_of_another_length_is_refused(int length) {
    assertThatThrownBy(() -> new Digest("0".repeat(length)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
