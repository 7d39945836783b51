package dev.interlock.runtime.loop;

import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Facts.Switch;
import dev.interlock.kernel.run.Mandate;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.journal.Switchboard.Board;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.util.Locale;
import java.util.Optional;

/** Says what a principal may do now, and which switches concern a run. */
public final class Standings {
  private Standings() {}

  static Standing of(Mandate mandate, Board board) {
    var switches =
        board.thrown().stream()
            .filter(thrown -> concerns(thrown, mandate))
            .map(Standings::asFact)
            .toList();
    var rights = new Revocations(board.revoked());
    var principal = mandate.principal();
    return new Standing(
        mandate.charter().bounds().permissions(rights.rolesOf(principal)),
        board.version(),
        switches,
        rights.whole(principal).orElse(null));
  }

  /** Returns why a deed may not begin any more, if a switch concerns it; empty if none does. */
  public static Optional<String> objection(Mandate mandate, Permit permit, Board board) {
    if (board.thrown().isEmpty() && board.revoked().isEmpty()) return Optional.empty();
    var standing = of(mandate, board);
    var gone = lost(mandate, permit, standing);
    if (gone.isPresent()) return gone;
    return standing.switches().stream()
        .filter(
            thrown -> thrown.concerns(mandate.charter(), permit.command(), permit.attempt().kind()))
        .findFirst()
        .map(thrown -> "the switch on " + thrown.scope() + " was thrown: " + thrown.reason());
  }

  /** What undoes keeps the rights that its run began with; a query finds out what was done. */
  private static Optional<String> lost(Mandate mandate, Permit permit, Standing standing) {
    if (!(permit.command() instanceof InvokeTool call)
        || call.undoes() != null
        || permit.attempt().kind() != Attempt.Kind.PERFORM) {
      return Optional.empty();
    }
    var who = mandate.principal().name();
    if (standing.revoked() != null) {
      return Optional.of("the rights of " + who + " were revoked: " + standing.revoked());
    }
    var needed = mandate.charter().tool(call.tool()).orElseThrow().permission();
    return needed == null || standing.permissions().contains(needed)
        ? Optional.empty()
        : Optional.of(who + " does not hold '" + needed + "' any more");
  }

  static boolean concerns(Switch thrown, Mandate mandate, Pending wanted) {
    return wanted.stage() instanceof Stage.Wanted(var kind, _)
        && thrown.concerns(mandate.charter(), wanted.command(), kind);
  }

  /** Whether the switch concerns the run, or, if it is on a tool, may come to concern it. */
  public static boolean concerns(Thrown thrown, Mandate mandate) {
    var charter = mandate.charter();
    return switch (thrown.kind()) {
      case ALL -> true;
      case RUN -> thrown.name().equals(mandate.run().text());
      case AGENT -> thrown.name().equals(charter.agent().name());
      case TENANT -> thrown.name().equals(mandate.principal().tenant());
      case MODEL ->
          charter.chain().stream()
              .anyMatch(model ->
                  thrown.name().equals(model.use()) || thrown.name().equals(model.model()));
      case TOOL -> charter.tool(thrown.name()).isPresent();
    };
  }

  /**
   * Whether the switch stops the run as it stands; one on a tool, if a person is asked about it.
   */
  public static boolean concernsNow(Thrown thrown, RunState state) {
    var tool = asFact(thrown).tool();
    return tool == null
        ? concerns(thrown, state.mandate())
        : state.pending().values().stream()
            .filter(pending -> pending.stage() instanceof Stage.Held)
            .anyMatch(pending ->
                pending.command() instanceof InvokeTool call && call.tool().equals(tool));
  }

  static Switch asFact(Thrown thrown) {
    return new Switch(
        scope(thrown),
        thrown.kind() == Kind.TOOL ? thrown.name() : null,
        thrown.reason(),
        thrown.last(),
        thrown.undo() ? true : null);
  }

  static String scope(Thrown thrown) {
    return scope(thrown.kind(), thrown.name());
  }

  /** Names a switch, as in {@code tool issue_refund} or {@code all}. */
  public static String scope(Kind kind, String name) {
    var word = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.ALL ? word : word + " " + name;
  }
}
