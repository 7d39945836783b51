package dev.interlock.kernel.brief;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.Message.Outcome;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranscriptTest {
  private static final Message GOAL = new Message.FromUser(1, "find out");

  @Test
  void ten_thousand_messages_stay_under_the_bound_and_are_few() {
    var bytesMax = 20_000L;
    var transcript = Transcript.under(bytesMax).with(GOAL);
    var shrinkings = 0;
    var kept = 0;
    for (var turn = 0; turn < 5_000; turn++) {
      var before = transcript;
      transcript = turn(transcript, turn, "x".repeat(300 + turn % 7 * 100));
      assertThat(transcript.bytes()).isLessThanOrEqualTo(bytesMax);
      assertThat(transcript.messages()).hasSizeLessThan(150).startsWith(GOAL);
      if (transcript.bytes() < before.bytes()) shrinkings++;
      kept = Math.max(kept, transcript.messages().size());
    }
    assertThat(shrinkings).as("each shrinking makes room for many messages").isLessThan(1_000);
    assertThat(kept).isGreaterThan(10);
  }

  @Test
  void the_weight_is_the_sum_of_what_is_left() {
    var transcript = Transcript.under(4_000).with(GOAL);
    for (var turn = 0; turn < 50; turn++) {
      transcript = turn(transcript, turn, "y".repeat(250));
      var again = Transcript.under(1 << 20);
      for (var message : transcript.messages()) again = again.with(message);
      assertThat(transcript.bytes()).isEqualTo(again.bytes());
    }
  }

  @Test
  void the_oldest_results_become_a_line_first_and_keep_their_calls() {
    var transcript = Transcript.under(4_000).with(GOAL);
    for (var turn = 0; turn < 7; turn++) transcript = turn(transcript, turn, "z".repeat(400));

    var outcomes =
        transcript.messages().stream()
            .filter(Message.FromTool.class::isInstance)
            .map(message -> ((Message.FromTool) message).outcome())
            .toList();
    assertThat(outcomes).hasSize(7).startsWith(Outcome.ELIDED).endsWith(Outcome.RETURNED);
    assertThat(outcomes.lastIndexOf(Outcome.ELIDED)).isLessThan(outcomes.indexOf(Outcome.RETURNED));
    var line = (Message.FromTool) transcript.messages().get(2);
    assertThat(line.text())
        .isEqualTo(
            "left out to keep this conversation short; the result (400 bytes, sha-256 "
                + Digest.of("z".repeat(400)).brief()
                + "…) stands in entry "
                + line.entry());
  }

  @Test
  void news_of_failure_and_short_results_are_not_replaced_by_a_line() {
    var transcript = Transcript.under(4_000).with(GOAL);
    transcript =
        transcript
            .with(new Message.FromModel(2, new ModelReply("I look.", List.of())))
            .with(tool(3, "a", "look", Outcome.FAILED, "f".repeat(300)))
            .with(tool(4, "b", "look", Outcome.RETURNED, "r".repeat(200)))
            .with(tool(5, "c", "look", Outcome.RETURNED, "r".repeat(1_500)));
    for (var turn = 2; turn < 4; turn++) transcript = turn(transcript, turn, "z".repeat(700));

    assertThat(transcript.messages().subList(2, 5).stream().map(one -> ((Message.FromTool) one)))
        .extracting(Message.FromTool::outcome)
        .containsExactly(Outcome.FAILED, Outcome.RETURNED, Outcome.ELIDED);
  }

  @Test
  void every_answer_that_is_left_has_its_call_and_every_call_its_answer() {
    var transcript = Transcript.under(6_000).with(GOAL);
    for (var turn = 0; turn < 300; turn++) {
      transcript = turn(transcript, turn, "w".repeat(turn % 5 * 90));
      var asked = new HashSet<String>();
      var answered = new HashSet<String>();
      for (var message : transcript.messages()) {
        switch (message) {
          case Message.FromModel(_, var reply) ->
              reply.proposals().forEach(one -> asked.add(one.callId()));
          case Message.FromTool result -> answered.add(result.callId());
          case Message.FromUser _, Message.FromRuntime _, Message.FromSummary _ -> {}
        }
      }
      assertThat(answered).isEqualTo(asked);
    }
  }

  @Test
  void what_was_folded_is_told_from_the_first_entry_to_the_last() {
    var transcript = Transcript.under(3_000).with(GOAL);
    for (var turn = 0; turn < 200; turn++) transcript = turn(transcript, turn, "short");

    var line = (Message.FromRuntime) transcript.messages().get(1);
    var next = transcript.messages().get(2);
    assertThat(line.text())
        .isEqualTo(
            "To keep this conversation short, entries 2 to "
                + (next.entry() - 1)
                + " are left out.");
    assertThat(next).isInstanceOf(Message.FromModel.class);
    assertThat(transcript.messages().stream().filter(Message.FromRuntime.class::isInstance))
        .hasSize(1);
  }

  @Test
  void results_of_the_last_turn_give_way_when_they_alone_pass_the_bound() {
    var transcript = Transcript.under(1_000).with(GOAL);
    transcript = turn(transcript, 0, "old");
    transcript = turn(transcript, 1, "v".repeat(5_000));

    assertThat(transcript.messages()).hasSize(4).startsWith(GOAL);
    assertThat(((Message.FromTool) transcript.messages().getLast()).outcome())
        .isEqualTo(Message.Outcome.ELIDED);
    assertThat(transcript.bytes()).isLessThanOrEqualTo(1_000);
    assertThat(((Message.FromModel) transcript.messages().get(2)).reply().proposals()).hasSize(1);
  }

  @Test
  void a_bound_that_shrinks_takes_effect_at_once_and_changes_nothing_said() {
    var transcript = Transcript.under(20_000).with(GOAL);
    for (var turn = 0; turn < 20; turn++) transcript = turn(transcript, turn, "u".repeat(400));

    var tight = transcript.bounded(5_000);

    assertThat(tight.bytes()).isLessThanOrEqualTo(5_000);
    assertThat(tight.bytesMax()).isEqualTo(5_000);
    assertThat(tight.chain()).isEqualTo(transcript.chain());
    assertThat(transcript.bounded(50_000).messages()).isEqualTo(transcript.messages());
    assertThat(tight.resultCharsMax()).isEqualTo(1_250);
  }

  static Stream<Message> others() {
    var arguments = Value.of(Map.of("n", Value.of(1)));
    return Stream.of(
        tool(9, "c", "look", Outcome.RETURNED, "42"),
        tool(8, "d", "look", Outcome.RETURNED, "42"),
        tool(8, "c", "peek", Outcome.RETURNED, "42"),
        tool(8, "c", "look", Outcome.FAILED, "42"),
        tool(8, "c", "look", Outcome.RETURNED, "43"),
        new Message.FromUser(8, "42"),
        new Message.FromRuntime(8, "42"),
        new Message.FromModel(8, new ModelReply("42", List.of())),
        new Message.FromModel(8, new ModelReply("", List.of(new Proposal("c", "look", arguments)))),
        new Message.FromModel(
            8, new ModelReply("", List.of(new Proposal("c", "look", Value.Obj.EMPTY)))));
  }

  @ParameterizedTest
  @MethodSource("others")
  void the_chain_depends_on_everything_said(Message other) {
    var one = tool(8, "c", "look", Outcome.RETURNED, "42");
    var start = Transcript.under(10_000).with(GOAL);

    assertThat(start.with(other).chain()).isNotEqualTo(start.with(one).chain());
    assertThat(start.with(one).with(other).chain())
        .isNotEqualTo(start.with(other).with(one).chain());
    assertThat(start.with(other).chain())
        .isEqualTo(Transcript.under(99).with(GOAL).with(other).chain());
  }

  @Test
  void a_byte_is_counted_as_utf_8_has_it() {
    for (var text : List.of("", "abc", "é", "€", "😀", "a\ud83d", "\ude00", "\ud83d\ud83d\ude00")) {
      var escaped =
          text.replaceAll(
              "(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])", "€");
      assertThat(Utf8.length(text)).isEqualTo(escaped.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  /** One turn: a proposal and its result, at entries 2 + 2n and 3 + 2n. */
  private static Transcript turn(Transcript before, int number, String result) {
    var call = "call-" + number;
    var proposal = new Proposal(call, "look", Value.Obj.EMPTY);
    return before
        .with(new Message.FromModel(2 + 2L * number, new ModelReply("", List.of(proposal))))
        .with(tool(3 + 2L * number, call, "look", Outcome.RETURNED, result));
  }

  private static Message tool(long entry, String call, String tool, Outcome outcome, String text) {
    return new Message.FromTool(entry, call, tool, outcome, text);
  }
}
