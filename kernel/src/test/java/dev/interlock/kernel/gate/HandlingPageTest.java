package dev.interlock.kernel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Impasse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on what is done about each failure is what the kernel's tables say. */
class HandlingPageTest {
  private static final Path PAGE = Path.of("../docs/failure-handling.md");

  private static final String HEAD =
      """
      # What is done about each failure

      Written by `HandlingPageTest` (`-Dinterlock.write=true`) from the tables that the kernel and the gates decide by: `Refusal`,
      `ToolFault`, `ResultFault`, `ModelFault`, `Impasse`. Each becomes a failure of the run, with its leaf, in `interlock show RUN` and `runs --failure LEAF`.

      ## Refused by a gate

      """;

  private static final String RESULTS =
      """
      The call is done and is not made again because of it. The model is told what is wrong with the result and is shown it; the result
      satisfies no `requires`, no `called(tool)` and no demand for evidence. Of several verdicts the gravest counts: INVALID, then STALE,
      PARTIAL, UNKNOWN. A result that does not fit its schema also throws the switch on its tool.

      """;

  private static final String IMPASSES =
      """
      What the agent cannot do, somebody else may: first the `fallback-function`, once in a run, then the role in `escalate-to`. What the
      owner forbids, or a limit that the owner set, nobody else gets around. A cancelled run ends as CANCELLED and leads to nobody. An
      outcome that nobody knows is waited for first, whatever the ending.

      """;

  @Test
  void the_page_is_what_the_tables_say() throws IOException {
    var page =
        HEAD
            + refusals()
            + "\n\n## Tools that fail\n\n"
            + tools()
            + "\n\n## Results that may not be relied on\n\n"
            + RESULTS
            + results()
            + "\n\n## Models that fail\n\n"
            + models()
            + "\n\n## When the agent cannot go on\n\n"
            + IMPASSES
            + impasses()
            + "\n";
    if (Boolean.getBoolean("interlock.write")) Files.writeString(PAGE, page);
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String refusals() {
    return Arrays.stream(Refusal.values())
        .map(one -> row(one.when(), one.leaf().id(), words(one)))
        .collect(
            Collectors.joining(
                "\n", row("what", "leaf", "what follows") + "\n|---|---|---|\n", ""));
  }

  private static String words(Refusal refusal) {
    return switch (refusal.consequence()) {
      case NEWS -> "the model is told, and may propose something else";
      case REPAIR -> "the model is told what to mend; counted against `budget.repairs`";
      case ESCALATE -> "the `fallback-function` decides; else a person takes over: ESCALATED";
      case STOP ->
          refusal == Refusal.NO_PROGRESS
              ? "the `fallback-function` decides, or a person; else the run is STOPPED"
              : "the run is STOPPED, once nothing is under way";
    };
  }

  private static String tools() {
    return Arrays.stream(ToolFault.values())
        .map(one ->
            row(
                name(one),
                one.leaf().id(),
                again(one)
                    + (one.inDoubt()
                        ? "of an effect, *outcome unknown*: its effect class decides"
                        : "then the model is told")))
        .collect(
            Collectors.joining(
                "\n", row("what", "leaf", "what follows") + "\n|---|---|---|\n", ""));
  }

  private static String results() {
    return Arrays.stream(ResultFault.values())
        .map(one -> row(one.when(), one.verdict().name(), one.leaf().id()))
        .collect(
            Collectors.joining("\n", row("what", "verdict", "leaf") + "\n|---|---|---|\n", ""));
  }

  private static String again(ToolFault fault) {
    if (!fault.retryable()) return "";
    if (fault == ToolFault.THROTTLED) return "tried again until it may begin; ";
    return fault.heldBack()
        ? "tried again, within `attempts`, of a doubt until it may begin; "
        : "tried again, within `attempts`; ";
  }

  private static String models() {
    return Arrays.stream(ModelFault.values())
        .map(one ->
            row(
                name(one),
                one.leaf().id(),
                (one.retryable() ? "tried again, within `attempts`; " : "")
                    + (one.another() ? "then the next model of `fallback`; " : "")
                    + "then the `fallback-function`, or a person; else the run is FAILED"
                    + (one.billable() ? "; charged as set aside if usage is not said" : "")))
        .collect(
            Collectors.joining(
                "\n", row("what", "leaf", "what follows") + "\n|---|---|---|\n", ""));
  }

  private static String impasses() {
    return Arrays.stream(Impasse.values())
        .map(one ->
            "| "
                + one.when()
                + " | "
                + (one.function() ? "decides" : "is not asked")
                + " | "
                + (one.person() ? "ESCALATED" : "-")
                + " | "
                + one.alone()
                + " |")
        .collect(
            Collectors.joining(
                "\n",
                "| what happened | a `fallback-function` | else, with `escalate-to` | else the run"
                    + " is |\n"
                    + "|---|---|---|---|\n",
                ""));
  }

  private static String name(Enum<?> fault) {
    return fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
