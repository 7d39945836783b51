package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Look;
import dev.interlock.runtime.gate.Expressions.Kind;
import dev.interlock.runtime.gate.Readings.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compiles what a charter says of reading for rulings. */
final class ReadingsCompiler {
  private final Charter charter;
  private final Source source;

  /** Compiles one expression. */
  @FunctionalInterface
  interface Source {

    /**
     * Returns the expression, compiled.
     *
     * @param where names what is compiled
     * @param facts what the expression may name of what is read
     * @throws dev.interlock.runtime.UserError if it cannot be used
     */
    Expression compiled(Kind kind, String expression, String where, Set<String> facts);
  }

  ReadingsCompiler(Charter charter, Source source) {
    this.charter = charter;
    this.source = source;
  }

  Readings compiled() {
    var ofCalls = new LinkedHashMap<String, List<Reading>>();
    var ofEffects = new LinkedHashMap<String, List<Reading>>();
    var conditions = new LinkedHashMap<String, Expression>();
    for (var tool : charter.tools()) {
      var grounds = tool.groundsOrNone();
      if (!grounds.facts().isEmpty()) {
        ofCalls.put(tool.name(), readings(Kind.LOOK, grounds.facts(), tool.name() + "."));
      }
      var after = grounds.doneWhen();
      if (after == null) continue;
      var where = tool.name() + ".done-when.";
      ofEffects.put(tool.name(), readings(Kind.LOOK_AFTER, after.facts(), where));
      var names = after.facts().stream().map(Look::name).collect(Collectors.toSet());
      conditions.put(
          tool.name(), source.compiled(Kind.CONFIRM, after.that(), where + "that", names));
    }
    var ofAnswer = readings(Kind.LOOK_ANSWER, charter.rules().factsOrNone(), "");
    return new Readings(ofCalls, ofEffects, ofAnswer, conditions);
  }

  /** What is read first can be named by what is read later. */
  private List<Reading> readings(Kind kind, List<Look> looks, String where) {
    var all = new ArrayList<Reading>();
    var before = new HashSet<String>();
    for (var look : looks) {
      var args = new LinkedHashMap<String, Expression>();
      for (var arg : new TreeMap<>(look.args()).entrySet()) {
        var place = where + "facts." + look.name() + ".args." + arg.getKey();
        args.put(arg.getKey(), source.compiled(kind, arg.getValue(), place, before));
      }
      all.add(new Reading(look, args));
      before.add(look.name());
    }
    return all;
  }
}
