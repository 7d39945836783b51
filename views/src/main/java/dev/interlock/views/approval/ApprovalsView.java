package dev.interlock.views.approval;

import static java.util.stream.Collectors.toSet;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Quorum;
import dev.interlock.kernel.run.RunState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open questions of one run.
 *
 * @param run the run
 * @param agent its agent's name
 * @param goal what it must reach
 * @param requester in whose name it runs
 * @param approvers roles of whom one must decide; empty for anyone
 * @param open in the order in which they came up
 */
public record ApprovalsView(
    RunId run,
    String agent,
    String goal,
    Principal requester,
    List<String> approvers,
    List<Question> open) {

  public ApprovalsView {
    approvers = List.copyOf(approvers);
    open = List.copyOf(open);
  }

  /**
   * Folds a whole journal.
   *
   * @throws IllegalArgumentException if there is no entry
   */
  public static ApprovalsView of(Iterable<Entry> entries) {
    @Nullable RunState state = null;
    for (var entry : entries) {
      state = state == null ? Kernel.begin(entry) : Kernel.step(state, entry);
    }
    if (state == null) throw new IllegalArgumentException("no entries");
    return of(state);
  }

  public static ApprovalsView of(RunState state) {
    var charter = state.mandate().charter();
    return new ApprovalsView(
        state.mandate().run(),
        charter.agent().name(),
        charter.goal(),
        state.mandate().principal(),
        charter.rules().approvals().approvers(),
        state.pending().values().stream().flatMap(one -> question(state, one)).toList());
  }

  /** Returns the open question about a call, if there is one. */
  public Optional<Question> about(CommandId call) {
    return open.stream().filter(question -> question.call().id().equals(call)).findFirst();
  }

  private static Stream<Question> question(RunState state, Pending pending) {
    if (!(pending.stage() instanceof Stage.Held(var holds, var wanted, var expiresAt))) {
      return Stream.of();
    }
    var about =
        switch (pending.command()) {
          case InvokeTool call -> call;
          case RollBack undoing -> undoing.asCall();
          case AskModel _, Summarise _, AcceptAnswer _, ConfirmEffect _ -> null;
        };
    if (about == null) return Stream.of();
    var quorum = holds.stream().mapToInt(hold -> Quorum.of(state, hold)).max().orElse(1);
    var yes =
        holds.stream()
            .map(pending::approvers)
            .reduce((some, others) -> some.stream().filter(others::contains).collect(toSet()))
            .map(names -> names.stream().sorted().toList())
            .orElse(List.of());
    return Stream.of(
        new Question(state.mandate().run(), about, holds, wanted, expiresAt, quorum, yes));
  }
}
