package dev.interlock.examples.incidentdesk.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A choice among names, each with its share; the shares sum to one. */
record Weighted(List<String> names, List<Double> shares) {

  Weighted {
    names = List.copyOf(names);
    shares = List.copyOf(shares);
    if (names.isEmpty() || names.size() != shares.size()) {
      throw new IllegalArgumentException(
          "expected one share per name, got " + names.size() + " and " + shares.size());
    }
  }

  /**
   * Returns the names in a drawn order with a dominant first one.
   *
   * @param top share of the first name, in (0, 1); the others share the rest by thirds
   */
  static Weighted drawn(SplittableRandom random, List<String> names, double top) {
    var left = new ArrayList<>(names);
    var ordered = new ArrayList<String>();
    while (!left.isEmpty()) ordered.add(left.remove(random.nextInt(left.size())));
    return topped(ordered, top);
  }

  /** Returns the names in the given order, the first with share {@code top}. */
  static Weighted topped(List<String> names, double top) {
    var shares = new ArrayList<Double>();
    var rest = 1 - top;
    shares.add(top);
    for (var i = 1; i < names.size(); i++) {
      var share = i == names.size() - 1 ? rest : rest * 0.6;
      shares.add(share);
      rest -= share;
    }
    return new Weighted(names, shares);
  }

  String top() {
    return names.getFirst();
  }

  double topShare() {
    return shares.getFirst();
  }

  String pick(SplittableRandom random) {
    var left = random.nextDouble();
    for (var i = 0; i < names.size(); i++) {
      left -= shares.get(i);
      if (left < 0) return names.get(i);
    }
    return names.getLast();
  }
}
