package dev.interlock.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.screen.Terminal.Watched;
import dev.interlock.kernel.value.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScreenTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static List<Arguments> surroundings() {
    return List.of(
        Arguments.of(true, Map.of(), true),
        Arguments.of(true, Map.of("NO_COLOR", ""), true),
        Arguments.of(true, Map.of("NO_COLOR", "1"), false),
        Arguments.of(true, Map.of("TERM", "dumb"), false),
        Arguments.of(false, Map.of(), false));
  }

  @ParameterizedTest
  @MethodSource("surroundings")
  void colour_is_for_a_terminal_alone_and_never_where_it_is_not_wanted(
      boolean terminal, Map<String, String> environment, boolean coloured) {
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var in = new ByteArrayInputStream(new byte[0]);
    var watched = new Watched(false, terminal, false);

    new Terminal(in, stream, stream, watched, environment).screen().line("no", Ink.RED);

    assertThat(shown()).isEqualTo(coloured ? "\u001b[31mno\u001b[0m\n" : "no\n");
  }

  @Test
  void a_long_line_is_broken_between_words_and_goes_on_under_its_text() {
    screen(20).line("12  ", "the quick brown fox jumps over", Ink.PLAIN);

    assertThat(shown()).isEqualTo("12  the quick brown\n    fox jumps over\n");
  }

  @Test
  void a_word_wider_than_the_screen_is_broken_anywhere_but_inside_a_character() {
    screen(12).line("", "x".repeat(11) + "🙂" + "y".repeat(3), Ink.PLAIN);

    assertThat(shown()).isEqualTo("xxxxxxxxxxx\n🙂yyy\n");
  }

  @Test
  void a_screen_that_nobody_watches_breaks_no_line() {
    screen(Screen.UNBROKEN).line("x ".repeat(500));

    assertThat(shown()).hasLineCount(1);
  }

  @Test
  void what_would_steer_the_terminal_is_written_out() {
    screen(80).line("\u001b]0;title\u0007 \u001b[2J\rover");

    assertThat(shown()).isEqualTo("\\u001b]0;title\\u0007 \\u001b[2Jover\n");
  }

  @Test
  void a_table_lines_its_columns_up_and_bounds_its_cells() {
    var table = new Table(6, "A", "LONG", "LAST");
    table.row("1", "too long for it", "x\ny");
    table.row("22", "b", "");
    table.print(screen(80));

    assertThat(shown()).isEqualTo("A   LONG    LAST\n1   too l…  x y\n22  b\n");
  }

  @Test
  void json_for_people_is_indented_where_it_is_long() {
    var value =
        Value.of(Map.of("a", Value.of("x".repeat(70)), "b", Value.of(List.of(Value.of(1)))));

    assertThat(PrettyJson.of(value))
        .isEqualTo("{\n  \"a\": \"" + "x".repeat(70) + "\",\n  \"b\": [1]\n}");
    assertThat(PrettyJson.of(Value.of(Map.of("a", Value.of(1))))).isEqualTo("{\"a\":1}");
  }

  @Test
  void a_command_to_be_typed_works_as_it_stands() {
    assertThat(new Invocation(Path.of(".interlock")).of("show", "k3"))
        .isEqualTo("interlock show k3");
    assertThat(new Invocation(Path.of("my data")).of("reject", "k3:1.2.0", "--reason", "it's late"))
        .isEqualTo("interlock reject k3:1.2.0 --reason 'it'\\''s late' --data 'my data'");
  }

  private Screen screen(int width) {
    return new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false, width);
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
