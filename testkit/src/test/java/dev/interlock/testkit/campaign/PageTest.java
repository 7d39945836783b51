package dev.interlock.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.testkit.sim.Drawable;
import dev.interlock.testkit.sim.Invariant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void the_page_says_how_much_was_run_how_fast_and_by_which_command() {
    var page = page(null);

    assertThat(page)
        .contains(
            "**Every invariant held in all 4,000 worlds.**",
            "| seeds | 4,000 from seed 0 |",
            "| entries journaled and checked | 40,000 |",
            "| effects in the worlds | 8,000 |",
            "| time | 1 h 1 min 1 s |",
            "| rate | 1 worlds per second |",
            "| cores | 8, 4 worlds side by side |",
            "| code | `c0de`",
            "-Psimulate process-classes -Dinterlock.seeds=4000 -Dinterlock.from=0\n");
  }

  @Test
  void the_page_says_how_the_runs_ended() {
    assertThat(page(null)).contains("| COMPLETED | 2,000 |", "| STOPPED | 2,000 |");
  }

  @Test
  void every_invariant_stands_on_the_page_with_its_sentence() {
    for (var invariant : Invariant.values()) {
      assertThat(page(null)).contains("| `" + invariant + "` | " + invariant.sentence() + " |\n");
    }
  }

  @Test
  void everything_that_can_be_drawn_stands_on_the_page_once() {
    var lines = page(null).lines().toList();

    for (var group : Drawable.everything()) {
      assertThat(lines).contains("## " + group.title());
      assertThat(group.names())
          .allSatisfy(name ->
              assertThat(lines).filteredOn(line -> line.startsWith("| " + name + " |")).hasSize(1));
    }
  }

  @Test
  void what_was_never_drawn_is_said_twice_and_what_was_is_counted() {
    var page = page(null);

    assertThat(page).contains("| power cut | 12,000 |", "| store failure | **never drawn** |");
    assertThat(page.lines().filter(line -> line.startsWith("| never drawn |")))
        .singleElement()
        .asString()
        .contains("`store failure`")
        .doesNotContain("`power cut`");
  }

  @Test
  void what_was_counted_and_is_not_expected_is_shown_as_well() {
    assertThat(page(null)).contains("## What else was counted", "| unheard of | 4,000 |");
  }

  @Test
  void a_violation_stands_at_the_top_with_its_seed_in_one_line() {
    var page =
        page(
            new Violation(
                4_321, "CHAIN (every entry is what its hash says): a\nb", "once upon a time"));

    assertThat(page)
        .contains(
            "**Stopped at the first violation: seed 4321, CHAIN (every entry is what its hash"
                + " says): a b.**",
            "-Dinterlock.seeds=4322 -Dinterlock.from=0")
        .doesNotContain("Every invariant held", "once upon a time");
  }

  @Test
  void every_row_of_a_table_has_as_many_cells_as_its_head() {
    var rows = page(null).lines().filter(line -> line.startsWith("|")).toList();

    assertThat(rows).hasSizeGreaterThan(200).allMatch(row -> row.split(" \\| ", -1).length == 2);
  }

  private static String page(@Nullable Violation violation) {
    var took = Duration.ofSeconds(3_661);
    var reached = new Checkpoint("c0de", 0, 4_000, took, Some.tally(0, 4_000));
    return Page.of(new Result(reached, 4, 8, violation));
  }
}
