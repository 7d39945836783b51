package dev.interlock.examples.airlinedesk;

import dev.interlock.kernel.value.Value;
import java.util.Map;

/** The airports that the airline flies to. */
final class Airports {
  private static final Map<String, String> CITIES =
      Map.ofEntries(
          Map.entry("SFO", "San Francisco"),
          Map.entry("JFK", "New York"),
          Map.entry("LAX", "Los Angeles"),
          Map.entry("ORD", "Chicago"),
          Map.entry("DFW", "Dallas"),
          Map.entry("DEN", "Denver"),
          Map.entry("SEA", "Seattle"),
          Map.entry("ATL", "Atlanta"),
          Map.entry("MIA", "Miami"),
          Map.entry("BOS", "Boston"),
          Map.entry("PHX", "Phoenix"),
          Map.entry("IAH", "Houston"),
          Map.entry("LAS", "Las Vegas"),
          Map.entry("MCO", "Orlando"),
          Map.entry("EWR", "Newark"),
          Map.entry("CLT", "Charlotte"),
          Map.entry("MSP", "Minneapolis"),
          Map.entry("DTW", "Detroit"),
          Map.entry("PHL", "Philadelphia"),
          Map.entry("LGA", "LaGuardia"));

  private Airports() {}

  /** City by code. */
  static Value.Obj all() {
    var all = Value.Obj.EMPTY;
    for (var city : CITIES.entrySet()) all = all.with(city.getKey(), Value.of(city.getValue()));
    return all;
  }
}
