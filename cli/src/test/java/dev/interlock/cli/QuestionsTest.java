package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.screen.Screen;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.value.Value;
import dev.interlock.views.approval.Question;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuestionsTest {
  private static final Principal BO = Principal.of("bo", "lead");
  private static final InvokeTool CALL =
      new InvokeTool(
          new CommandId(1, 7, 0), "c", "pay", Value.of(Map.of("amount", Value.of(5))), null);
  private static final Question QUESTION =
      new Question(
          new RunId("k3v9a2b4c6d8e0f1g3h5j7k9m1"),
          CALL,
          List.of(new Hold("autonomy", "guarded", "pay \u001b[31mhas risk money", Value.Obj.EMPTY)),
          CALL.digest(),
          Instant.EPOCH,
          1,
          List.of());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static List<Arguments> answers() {
    var approved = new Request.Approve(CALL.id(), CALL.digest(), BO);
    return List.of(
        Arguments.of("y\n", approved),
        Arguments.of("what?\nYES\n", approved),
        Arguments.of("n\ntoo much\n", new Request.Reject(CALL.id(), "too much", BO)),
        Arguments.of("no\n\n", new Request.Reject(CALL.id(), "no reason given", BO)),
        Arguments.of(
            "e\n{\"amount\": 4}\n",
            new Request.Edit(
                CALL.id(), CALL.digest(), Value.of(Map.of("amount", Value.of(4))), BO)),
        Arguments.of("e\nnot json\nl\n", null),
        Arguments.of("l\n", null),
        Arguments.of("", null));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void what_the_person_types_becomes_a_request_or_leaves_it_open(
      String typed, @Nullable Request request) {
    assertThat(asked(typed).orElse(null)).isEqualTo(request);
  }

  @Test
  void the_question_shows_call_arguments_and_reason_and_nothing_that_steers_the_screen() {
    var _ = asked("l\n");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "1.7.0 pay", "{\"amount\":5}", "autonomy (guarded): pay \\u001b[31mhas risk money")
        .doesNotContain("\u001b");
  }

  private Optional<Request> asked(String typed) {
    var screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false, 100);
    var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    return new Questions(screen, in).ask(QUESTION, BO);
  }
}
