package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.gate.Permit;
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
import java.util.List;
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
    return new Standing(
        permissions(mandate.charter(), mandate.principal()), board.version(), switches);
  }

  /** Returns the permissions that the charter gives to the principal's roles. */
  public static List<String> permissions(Charter charter, Principal principal) {
    return principal.roles().stream()
        .flatMap(role -> charter.bounds().roles().getOrDefault(role, List.of()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns why a deed may not begin any more, if a switch concerns it; empty if none does. */
  public static Optional<String> objection(Mandate mandate, Permit permit, Board board) {
    if (board.thrown().isEmpty()) return Optional.empty();
    return of(mandate, board).switches().stream()
        .filter(
            thrown -> thrown.concerns(mandate.charter(), permit.command(), permit.attempt().kind()))
        .findFirst()
        .map(thrown -> "the switch on " + thrown.scope() + " was thrown: " + thrown.reason());
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
        thrown.last());
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
