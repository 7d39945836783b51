package dev.interlock.views.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.views.EntryBuilder;
import dev.interlock.views.Journals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoryViewTest {

  @Test
  void the_story_of_a_refund_reads_as_plain_sentences() {
    assertThat(told(Journals.refunded()))
        .isEqualTo(
            """
            0 | 1 | ann (refunds-clerk) asked refund-desk, version 3: "Refund order o-991"
            0 | 1 | Model scripted/desk.yaml (scripted: its words are not a model's), autonomy guarded, at most 20 turns, 20 tool calls, 0.25 USD and 2 min
            0 | 1 | Tools: get_order (read), issue_refund (keyed, risk money), send_mail (once, risk external). Charter 8399e5740562…
            1 | 2 | The model is asked; up to 2,000 tokens and 0.005 USD are set aside
            1 | 3 | The model (scripted) proposes 1 call: "I look at the order first." (1,200 tokens in, 80 out, 0.000415 USD, 1.2 s)
            1 | 3 | 1.3.0 get_order {"order_id":"o-991"}
            1 | 4 | 1.3.0 get_order: allowed
            1 | 5 | 1.3.0 get_order returned {"total":120} after 12 ms
            2 | 6 | The model is asked; up to 2,000 tokens and 0.005 USD are set aside
            2 | 7 | The model (scripted) proposes 2 calls (1,200 tokens in, 80 out, 0.000415 USD, 1.2 s)
            2 | 7 | 1.7.0 issue_refund {"amount":120.00,"order_id":"o-991"}
            2 | 7 | 1.7.1 rm {}
            2 | 8 | 1.7.0 issue_refund: a person must decide until 2026-01-01T10:00:00.012Z, asked by autonomy (guarded): issue_refund has risk money
            2 | 9 | 1.7.1 rm: refused by known-tool (not-offered): there is no tool 'rm' [SAF-6]
            2 | 10 | bo (refunds-lead) approved 1.7.0 issue_refund
            2 | 11 | 1.7.0 issue_refund: allowed, as a person approved it
            2 | 12 | 1.7.0 issue_refund may or may not have happened (timeout): no answer in 10 s; it is tried again under the same key [RUN-1]
            2 | 13 | 1.7.0 issue_refund: allowed (attempt 2)
            2 | 14 | 1.7.0 issue_refund returned {"receipt":"r-17"} after 12 ms
            3 | 15 | The model is asked; up to 2,000 tokens and 0.005 USD are set aside
            3 | 16 | The model (scripted) answers: "Refunded \\u001b[31m120.00\\u001b[0m for o-991." (1,200 tokens in, 80 out, 0.000415 USD, 1.2 s)
            3 | 17 | The answer passed every check
            3 | 18 | COMPLETED with "Refunded 120.00 for o-991."
            3 | 18 | It cost 0.001245 USD for 3 model calls (3,600 tokens in, 240 out) and 3 tool calls, and took 3 min.
            """);
  }

  @Test
  void the_story_of_a_mail_whose_fate_nobody_knows() {
    assertThat(told(Journals.doubtful()))
        .endsWith(
            """
            1 | 4 | 1.3.0 send_mail: allowed
            1 | 5 | Process 4711 took the run up; this is its life number 2
            1 | 6 | 1.3.0 send_mail may or may not have happened (crash): the process died; a person must find out [RUN-1]
            """);
  }

  @Test
  void a_result_that_may_not_be_relied_on_is_told_with_what_is_wrong() {
    assertThat(told(Journals.flawed()))
        .contains(
            "get_order returned {\"total\":120} after 12 ms; not to be relied on, STALE: it is as"
                + " of yesterday; rows are missing [TOL-6] [TOL-8]");
  }

  static List<EntryBuilder> journals() {
    return List.of(Journals.refunded(), Journals.doubtful(), Journals.asked(), Journals.flawed());
  }

  @ParameterizedTest
  @MethodSource("journals")
  void every_entry_has_its_place_in_the_story_and_no_line_steers_a_screen(EntryBuilder journal) {
    var story = StoryView.of(journal.entries());

    assertThat(story.lines()).extracting(StoryLine::entry).contains(sequences(journal));
    assertThat(story.lines())
        .extracting(StoryLine::text)
        .allMatch(text -> text.chars().noneMatch(Character::isISOControl))
        .allMatch(text -> text.length() < 1000);
  }

  @ParameterizedTest
  @MethodSource("journals")
  void a_story_told_entry_by_entry_is_the_story_told_at_once(EntryBuilder journal) {
    var story = new StoryView();
    var lines = new ArrayList<StoryLine>();
    for (var entry : journal.entries()) lines.addAll(story.add(entry));

    assertThat(lines).isEqualTo(StoryView.of(journal.entries()).lines());
  }

  private static Long[] sequences(EntryBuilder journal) {
    return journal.entries().stream().map(entry -> entry.sequence()).toArray(Long[]::new);
  }

  private static String told(EntryBuilder journal) {
    return StoryView.of(journal.entries()).lines().stream()
        .map(line -> line.turn() + " | " + line.entry() + " | " + line.text() + "\n")
        .collect(Collectors.joining());
  }
}
