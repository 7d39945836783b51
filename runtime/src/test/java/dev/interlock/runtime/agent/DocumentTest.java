package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.runtime.UserError;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentTest {

  static Stream<Case> refused() {
    return Stream.of(
        Case.of(
            "an empty file is refused",
            "# nothing\n",
            "f.yaml: the file is empty (the smallest file has agent, model, tools)"),
        Case.of("a list is no document", "- a\n", "f.yaml:1: must be a mapping of keys, is a list"),
        Case.of(
            "a second document is refused",
            "a: 1\n---\nb: 2\n",
            "f.yaml:2: a second document begins here (one file holds one agent)"),
        Case.of(
            "a key that stands twice is refused",
            "a: 1\nb: 2\na: 3\n",
            "f.yaml:3: key 'a' stands twice (first on line 1)"),
        Case.of(
            "a number is no key",
            "a:\n  1: x\n",
            "f.yaml:2: a key must be text, is 1 (put it in quotes)"),
        Case.of(
            "a list is no key",
            "? [a]\n: 1\n",
            "f.yaml:1: a key must be text, is a list (put it in quotes)"),
        Case.of(
            "a tab that indents is refused",
            "a:\n\tb: 1\n",
            "f.yaml:2: a tab is used for indentation (use spaces)"),
        Case.of(
            "an alias is refused before anything grows from it",
            "a: &x [1, 2]\nb: [*x, *x]\n",
            "f.yaml:2: aliases are not supported: *x (write the value out)"),
        Case.of(
            "a merge key is refused",
            "a:\n  <<: { b: 1 }\n",
            "f.yaml:2: merge keys (<<) are not supported (write the keys out)"),
        Case.of(
            "a tag is refused",
            "a: !!binary x\n",
            "f.yaml:1: tags are not supported: tag:yaml.org,2002:binary"),
        Case.of(
            "a reference in braces needs quotes",
            "env: { DB: ${env:DB} }\n",
            "f.yaml:1: not valid YAML: expected ',' or '}', but got { (inside { } or [ ], put a"
                + " reference in quotes: \"${env:NAME}\")"),
        Case.of(
            "a text with a colon needs quotes",
            "a: b: c\n",
            "f.yaml:1: not valid YAML: mapping values are not allowed here (put a text that holds"
                + " ': ' in quotes)"),
        Case.of(
            "deep nesting is refused",
            "[".repeat(5_000),
            "f.yaml:1: nested more than 64 levels deep"),
        Case.of(
            "what JSON cannot say is refused",
            "a: .inf\n",
            "f.yaml:1: .inf is no number of at most 400 digits"),
        Case.of(
            "a number that would fill the memory is refused",
            "a: 1e999999999\n",
            "f.yaml:1: 1e999999999 is no number of at most 400 digits"),
        Case.of(
            "so is one in base 16",
            "a: 0x" + "f".repeat(398) + "\n",
            "f.yaml:1: 0x" + "f".repeat(398) + " is no number of at most 400 digits"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void in_one_line(Case row) {
    assertThatThrownBy(() -> Document.parse("f.yaml", row.yaml()))
        .isInstanceOf(UserError.class)
        .hasMessage(row.lines().getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "~ | null",
        "`` | null",
        "True | true",
        "yes | \"yes\"",
        "on | \"on\"",
        "010 | 10",
        "0o17 | 15",
        "0x1F | 31",
        "1_000 | \"1_000\"",
        "12.50 | 12.50",
        "1e3 | 1000",
        "-.5 | -0.5",
        "'5' | \"5\"",
        "2026-01-01 | \"2026-01-01\"",
        "5s | \"5s\"",
        "0x | \"0x\"",
        "!!str 5 | \"5\""
      })
  void a_scalar_means_what_the_core_schema_of_yaml_1_2_says(String yaml, String json) {
    assertThat(Document.parse("f.yaml", "a: " + yaml + "\n").value().json())
        .isEqualTo("{\"a\":" + json + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "policy[1].when, f.yaml:3",
    "policy[1], f.yaml:3",
    "policy[0], f.yaml:2",
    "policy[7].when, f.yaml:1",
    "tools.odd.missing, f.yaml:4",
    "tools['a.b'].x, f.yaml:6",
    "nowhere.at.all, f.yaml",
    "'', f.yaml",
    ".., f.yaml"
  })
  void a_path_leads_to_a_line_or_to_that_of_its_nearest_parent(String path, String where) {
    var document =
        Document.parse(
            "f.yaml",
            """
            policy:
              - { when: 'a' }
              - { when: 'b' }
            tools:
              plain: 1
              a.b: { x: 1 }
            """);

    assertThat(document.where(path)).isEqualTo(where);
  }

  @Test
  void an_error_about_a_key_is_moved_to_its_line() {
    var document = Document.parse("f.yaml", "policy:\n  - { when: 'a +' }\n");

    assertThat(document.located(new UserError("not CEL", "policy[0].when", "see the docs")))
        .hasMessage("f.yaml:2: policy[0].when: not CEL (see the docs)");
  }

  @Test
  void an_error_about_something_else_stays_as_it_is() {
    var document = Document.parse("f.yaml", "a: 1\n");
    var error = new UserError("no room", "the disk", "");

    assertThat(document.located(error)).isSameAs(error);
  }
}
