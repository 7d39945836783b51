package dev.interlock.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTest {

  static List<Arguments> texts() {
    return List.of(
        Arguments.of("plain words", "plain words"),
        Arguments.of("  two\n\tlines  ", "two lines"),
        Arguments.of("red \u001b[31m", "red \\u001b[31m"),
        Arguments.of(
            "bell\u0007, delete\u007f, next line\u0085",
            "bell\\u0007, delete\\u007f, next line\\u0085"),
        Arguments.of("turned \u202eround", "turned \\u202eround"),
        Arguments.of("hidden\u200bspace, mark \ufeff", "hidden\\u200bspace, mark \\ufeff"),
        Arguments.of("lone \ud800 half", "lone \\ud800 half"),
        Arguments.of("Grüße 🙂 你好", "Grüße 🙂 你好"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void what_steers_a_screen_is_written_out_and_the_rest_stays(String text, String shown) {
    assertThat(Plain.line(text, 100)).isEqualTo(shown);
  }

  @Test
  void a_long_text_is_cut_at_its_bound_and_never_inside_a_character() {
    assertThat(Plain.line("x".repeat(50), 10)).isEqualTo("xxxxxxxxx…");
    assertThat(Plain.line("x".repeat(10), 10)).isEqualTo("xxxxxxxxxx");
    assertThat(Plain.line("xxxxxxxx🙂🙂", 10)).isEqualTo("xxxxxxxx…");
    assertThat(Plain.line("\u001b".repeat(1_000_000), 40)).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void a_text_of_many_lines_keeps_its_lines_and_nothing_else_that_steers() {
    assertThat(Plain.lines("a\r\nb\tc\u001b[2J")).isEqualTo("a\nb c\\u001b[2J");
  }
}
