package dev.interlock.cli;

import dev.interlock.cli.screen.Table;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.Switchboard.Revoked;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock rights",
    description =
        "Takes somebody's rights away in every process that shares the store, gives them back, or"
            + " lists what was taken.",
    footer = {
      "",
      "interlock rights revoke NAME --reason TEXT        no tool is called for them any more, and",
      "                                                  what they decide does not count",
      "interlock rights revoke NAME:ROLE --reason TEXT   as if they did not have that role",
      "interlock rights restore NAME[:ROLE]",
      "What was approved before is judged again before it begins; what undoes an effect keeps the",
      "rights that its run began with."
    })
final class RightsVerb extends Verb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "revoke|restore",
      description = "What to do; nothing lists what was taken.")
  @Nullable String what;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME[:ROLE]", description = "Whose.")
  @Nullable String whose;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, to revoke.")
  @Nullable String reason;

  /** Whose rights: all of them if the role is null. */
  private record Holder(String name, @Nullable String role) {}

  @Override
  int call() {
    if (what == null) {
      list(blank() ? List.of() : revoked());
      return Exits.OK;
    }
    var holder = holder();
    switch (what) {
      case "revoke" -> {
        if (reason == null || reason.isBlank()) throw new UserError("blank", "--reason", "say why");
        try (var interlock = open()) {
          interlock
              .rights()
              .revoke(holder.name(), holder.role(), reason.strip(), who().principal());
          list(interlock.rights().revoked());
        }
      }
      case "restore" -> {
        try (var interlock = openExisting()) {
          interlock.rights().restore(holder.name(), holder.role());
          list(interlock.rights().revoked());
        }
      }
      default ->
          throw new UserError(
              "'" + what + "' is nothing that can be done", "rights", "revoke or restore");
    }
    return Exits.OK;
  }

  private List<Revoked> revoked() {
    try (Interlock interlock = openExisting()) {
      return interlock.rights().revoked();
    }
  }

  private Holder holder() {
    if (whose == null) throw new UserError("nobody is named", "rights", "give NAME or NAME:ROLE");
    var said = Who.parse(whose, "");
    if (said.roles().size() > 1) {
      throw new UserError("more than one role", whose, "give one at a time");
    }
    return new Holder(said.name(), said.roles().isEmpty() ? null : said.roles().getFirst());
  }

  private void list(List<Revoked> all) {
    if (json) {
      print(Value.of(Map.of("revoked", Value.of(all.stream().map(RightsVerb::json).toList()))));
      return;
    }
    if (all.isEmpty()) screen().line("Nobody's rights are taken away.");
    var table = new Table(60, "WHO", "RIGHTS", "REASON", "BY", "SINCE");
    for (var one : all) {
      var role = one.role();
      table.row(
          one.name(),
          role == null ? "all" : "role " + role,
          one.reason(),
          one.by().by(),
          one.by().at().toString());
    }
    if (!all.isEmpty()) table.print(screen());
  }

  private static Value json(Revoked one) {
    var role = one.role();
    return Value.of(
        Map.of(
            "name", Value.of(one.name()),
            "role", role == null ? Value.Null.NULL : Value.of(role),
            "reason", Value.of(one.reason()),
            "by", Value.of(one.by().by()),
            "since", Value.of(one.by().at().toString())));
  }
}
