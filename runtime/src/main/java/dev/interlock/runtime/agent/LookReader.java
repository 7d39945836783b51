package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Look;
import dev.interlock.runtime.gate.Expressions;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code facts}: what is read before something is judged, by the name of each read. */
final class LookReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final String HINT =
      "as in facts: { order: { tool: get_order, args: { id: args.order_id } } }";

  private final Kind kind;
  private final Expressions expressions = new Expressions();

  /**
   * @param kind what the arguments of these reads may name
   */
  LookReader(Kind kind) {
    this.kind = kind;
  }

  /** Returns what stands under {@code facts}, in file order. What is wrong with it is noted. */
  List<Look> read(Section section) {
    List<Look> looks = new ArrayList<>();
    var facts = section.section("facts", "facts");
    for (var name : facts.map(Section::keys).orElse(List.of())) {
      var look = facts.get().section(name, "fact");
      if (!NAME.matcher(name).matches()) {
        facts.get().error(name, "'" + name + "' is no name of a fact", "letters, digits, _");
        continue;
      }
      look.flatMap(one -> read(name, one)).ifPresent(looks::add);
    }
    return looks;
  }

  private Optional<Look> read(String name, Section section) {
    var tool = section.require("tool", Shapes.TEXT, HINT);
    var args = section.section("args", "args").map(this::args).orElseGet(Map::of);
    section.done();
    return tool.map(text -> new Look(name, text, args));
  }

  private Map<String, String> args(Section section) {
    var args = new LinkedHashMap<String, String>();
    for (var name : section.keys()) {
      var source = section.get(name, Shapes.TEXT);
      if (source.isEmpty()) continue;
      expressions
          .problem(kind, source.get())
          .ifPresent(what -> section.error(name, section.pathOf(name) + ": " + what, ""));
      args.put(name, source.get());
    }
    return args;
  }

  /** Looks at what is read with, once all tools are known. */
  static void review(Section section, List<Look> looks, Tools all) {
    var facts = section.section("facts", "facts");
    if (facts.isEmpty()) return;
    for (var look : looks) {
      var _ =
          all.known(
              facts.get().section(look.name(), "fact").orElseThrow(),
              "tool",
              look.tool(),
              other -> other.isRead() && other.terms().groundsOrNone().facts().isEmpty(),
              "cannot be read for a ruling: it must be a read, and have no facts of its own");
    }
  }
}
