package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.value.Value;
import dev.interlock.kernel.value.ValuePath;
import dev.interlock.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/** The built-in list prices ({@code prices.json}), in US dollars per million tokens. */
final class PriceTable {
  private PriceTable() {}

  /** Returns the list price of a model, as in {@code openai/gpt-5-mini}. */
  static Optional<Price> of(String use) {
    return ValuePath.parse("$['models']['" + use.replace("'", "") + "']")
        .flatMap(path -> path.in(table()))
        .map(row -> new Price(micros(row, "input"), micros(row, "cached"), micros(row, "output")));
  }

  /** Returns how many millionths of a dollar an amount in dollars is. */
  static long micros(BigDecimal dollars) {
    return dollars.movePointRight(6).longValueExact();
  }

  private static long micros(Value row, String key) {
    if (row instanceof Value.Obj(var members)
        && members.get(key) instanceof Value.Num(var dollars)) {
      return micros(dollars);
    }
    throw new IllegalStateException("prices.json: no " + key + " in " + row.json());
  }

  private static Value table() {
    try (var in = Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.json"))) {
      return Json.parse(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
