package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.Program.Words;
import dev.interlock.cli.screen.Terminal.Watched;
import dev.interlock.runtime.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
  @TempDir Path data;

  @Test
  void the_short_help_shows_six_verbs() {
    assertThat(Typed.command("--help"))
        .isEqualTo(
            new Typed(
                0,
                """
                Interlock runs AI agents under control: the model proposes; gates judge, and everything is on
                disk before it is done.

                Usage: interlock VERB …

                  demo        see it work: an incident desk on a real local database, no key, no network
                  run         start an agent on a goal and follow it
                  show        tell what happened in a run, and why
                  approvals   list what waits for a person
                  resume      take up what a dead process left, or what was paused
                  check       review an agent file without running it

                interlock VERB --help tells more of one verb; interlock help --all lists the rest.
                """,
                ""));
  }

  @Test
  void the_whole_help_lists_every_verb_that_is_built_and_none_that_is_not() {
    var help = Typed.command("help", "--all").out();

    for (var verb : Verbs.values()) {
      assertThat(help.contains("\n  " + verb.word() + " ")).as(verb.word()).isEqualTo(verb.built());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "approvals", "resume", "verify"})
  void a_folder_in_which_nothing_was_run_holds_nothing_and_is_not_made(String verb) {
    var none = data.resolve("none");
    var typed = Typed.command(verb, "--data", none.toString());

    assertThat(typed.code()).isZero();
    assertThat(typed.out().lines()).hasSize(1);
    assertThat(typed.err()).isEmpty();
    assertThat(Typed.command(verb, "--json", "--data", none.toString()).out()).startsWith("{");
    assertThat(none).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show k3",
        "verify k3",
        "resume k3",
        "approve k3:1.2.0",
        "reject k3:1.2.0 --reason no",
        "resolve k3 1.2.0 --did-not-happen"
      })
  void a_run_of_a_folder_in_which_nothing_was_run_is_one_clear_line_and_nothing_is_made(
      String words) {
    var none = data.resolve("none");
    var typed = Typed.command((words + " --data " + none).split(" ", -1));

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err())
        .isEqualTo(
            "interlock: " + none + ": nothing was ever run here (name the folder: --data)\n");
    assertThat(none).doesNotExist();
  }

  @Test
  void nothing_typed_is_wrong_usage_and_shows_the_help() {
    var typed = Typed.command();

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).contains("Usage: interlock VERB");
  }

  @ParameterizedTest
  @EnumSource(Verbs.class)
  void every_verb_tells_more_of_itself_or_that_it_is_not_built(Verbs verb) {
    var typed = Typed.command(verb.word(), "--help");

    if (verb.built()) {
      assertThat(typed.code()).isZero();
      assertThat(typed.out()).startsWith("Usage: interlock " + verb.word());
      assertThat(typed.out()).contains("--data", "--as", "--json");
    } else {
      assertThat(typed)
          .isEqualTo(new Typed(2, "", "interlock: '" + verb.word() + "' is not built yet\n"));
    }
  }

  static List<Arguments> mistakes() {
    return List.of(
        Arguments.of("foo", "there is no verb 'foo' (see: interlock --help)"),
        Arguments.of(
            "rum x",
            "there is no verb 'rum' (did you mean run, resume, runs, reject, resolve, rights,"
                + " rollback)"),
        Arguments.of("run", "Missing required parameter: 'AGENT.yaml' (see: interlock run --help)"),
        Arguments.of("runs --bogus", "Unknown option: '--bogus' (see: interlock runs --help)"),
        Arguments.of("runs --limit 0", "--limit: must be 1 to 1000"),
        Arguments.of("runs --failure NO-1", "--failure: no failure is named 'NO-1' (as in TOL-1)"),
        Arguments.of(
            "approve k3 --edit [1]",
            "--edit: not a JSON object (give all arguments, as in '{\"a\": 1}')"),
        Arguments.of(
            "resolve k3 1.2.0",
            "did it happen or not? (--happened RESULT_JSON or --did-not-happen)"),
        Arguments.of("resolve k3 x --did-not-happen", "'x' is no id of a call (as in 1.12.0)"),
        Arguments.of("verify --head aa", "--head: of which run? (give RUN)"),
        Arguments.of(
            "verify k3 --head aa", "--head: not a hash: 'aa' (64 lower-case hexadecimal digits)"),
        Arguments.of(
            "resume --take-over", "--take-over: which run? (interlock resume RUN --take-over)"),
        Arguments.of(
            "run a.yaml g --interactive",
            "--interactive: standard input is not a terminal (leave it out)"),
        Arguments.of(
            "show k3 --events --brief 2",
            "--story, --events, --brief, --dossier: one of them at a time"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_one_line_and_nothing_was_run(String command, String line) {
    assertThat(Typed.command(command.split(" ")))
        .isEqualTo(new Typed(2, "", "interlock: " + line + "\n"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_one_document_where_documents_are_wanted(String command, String line) {
    var args = Arrays.copyOf(command.split(" "), command.split(" ").length + 1);
    args[args.length - 1] = "--json";
    var typed = Typed.command(args);

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).isEmpty();
    assertThat(Json.parse(typed.out()).json()).startsWith("{\"error\":{\"hint\":");
  }

  @Test
  void no_goal_at_a_terminal_or_through_an_empty_pipe_is_wrong_usage() throws Exception {
    var agent = Desk.in(data);

    for (var typed :
        List.of(
            Typed.at(new Watched(true, true, true), "", "run", agent),
            Typed.piped(" \n", "run", agent))) {
      assertThat(typed.code()).isEqualTo(2);
      assertThat(typed.err())
          .isEqualTo("interlock: GOAL: no goal (interlock run AGENT.yaml 'what to reach')\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--data d runs --json",
        "--json --data=d runs",
        "--data d --json runs",
        "--as ann runs --data d"
      })
  void general_options_may_stand_before_the_verb(String line) {
    var words = Words.of(List.of(line.split(" ")));

    assertThat(words.verb()).isEqualTo("runs");
    assertThat(words.rest()).containsAnyOf("--data", "--data=d").doesNotContain("runs");
  }

  @Test
  void a_surprise_is_one_line_and_its_details_are_in_a_file() throws Exception {
    var trouble = Typed.command("runs", "--data", notAFolder().toString());

    assertThat(trouble.code()).isIn(1, 2);
    assertThat(trouble.err()).startsWith("interlock: ").hasLineCount(1).doesNotContain("\tat ");
  }

  private Path notAFolder() throws Exception {
    return Files.writeString(data.resolve("file"), "x");
  }
}
