package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * One figure of an answer's evidence.
 *
 * @param value a number, text or truth value, as stated; a number keeps its decimals
 * @param unit may be empty
 * @param source where it is said to come from
 */
record Figure(Value value, String unit, Source source) {

  /** Where a figure is said to come from. */
  sealed interface Source {
    /** It stands in an entry. */
    record At(Place place) implements Source {}

    /** It is computed from values that stand in entries. */
    record Computed(String expression, List<Place> inputs) implements Source {}
  }

  /** A place in the result of a tool. */
  record Place(long entry, String path) {
    @Override
    public String toString() {
      return "entry " + entry + " at " + (path.isEmpty() ? "its root" : path);
    }
  }

  /** Returns the figures of all claims, in order. The evidence has passed its schema. */
  static List<Figure> allOf(Value.Arr evidence) {
    var all = new ArrayList<Figure>();
    for (var claim : evidence.items()) {
      for (var figure : listOf(claim)) all.add(of(figure));
    }
    return all;
  }

  static List<Value.Obj> listOf(Value claim) {
    var figures = new ArrayList<Value.Obj>();
    if (claim instanceof Value.Obj members
        && members.get("figures").orElse(null) instanceof Value.Arr(var items)) {
      for (var item : items) {
        if (item instanceof Value.Obj figure) figures.add(figure);
      }
    }
    return figures;
  }

  /** The figure as people write it, as in {@code 41.2 %}. */
  String inWords() {
    var text = value instanceof Value.Text(var words) ? "'" + words + "'" : value.json();
    return unit.isEmpty() ? text : text + " " + unit;
  }

  private static Figure of(Value.Obj figure) {
    return new Figure(figure.get("value").orElseThrow(), text(figure, "unit"), source(figure));
  }

  private static Source source(Value.Obj figure) {
    if (figure.get("inputs").orElse(null) instanceof Value.Arr(var inputs)) {
      var places = inputs.stream().map(input -> place((Value.Obj) input)).toList();
      return new Source.Computed(text(figure, "expr"), places);
    }
    return new Source.At(place(figure));
  }

  private static Place place(Value.Obj at) {
    var entry = (Value.Num) at.get("entry").orElseThrow();
    return new Place(entry.value().longValueExact(), text(at, "path"));
  }

  private static String text(Value.Obj object, String name) {
    return object.get(name).orElse(null) instanceof Value.Text(var text) ? text : "";
  }
}
