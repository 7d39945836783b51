package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Facts.Switch;
import dev.interlock.kernel.run.Mandate;
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
  public static Optional<String> objection(Mandate mandate, Command command, Board board) {
    return of(mandate, board).switches().stream()
        .filter(thrown -> thrown.tool() == null || isCallOf(command, thrown.tool()))
        .findFirst()
        .map(thrown -> "the switch on " + thrown.scope() + " was thrown: " + thrown.reason());
  }

  private static boolean isCallOf(Command command, String tool) {
    return command instanceof InvokeTool call && call.tool().equals(tool);
  }

  private static boolean concerns(Thrown thrown, Mandate mandate) {
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

  private static Switch asFact(Thrown thrown) {
    var kind = thrown.kind().name().toLowerCase(Locale.ROOT);
    return new Switch(
        thrown.kind() == Kind.ALL ? kind : kind + " " + thrown.name(),
        thrown.kind() == Kind.TOOL ? thrown.name() : null,
        thrown.reason(),
        thrown.last());
  }
}
