package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** What a model's tokens cost: as the file says, or by the built-in table. */
final class PriceReader {
  private static final Shape<BigDecimal> DOLLARS = Shapes.number(0, 10_000);
  private static final String UNMETERED = "unmetered";

  private final Section model;

  PriceReader(Section model) {
    this.model = model;
  }

  Optional<Price> read(String use) {
    var node = model.node("price");
    if (node.isPresent()) {
      return node.get().value().equals(Value.of(UNMETERED))
          ? Optional.of(Price.UNMETERED)
          : stated(node.get());
    }
    if (model.has("price")) return Optional.empty();
    return use.startsWith("scripted/") ? scripted() : listed(use);
  }

  private Optional<Price> stated(Node node) {
    if (!(node instanceof Node.Members)) {
      model.error(
          "price",
          model.pathOf("price")
              + " must be unmetered or { input: …, output: … }, is "
              + node.shown(),
          "in USD per million tokens");
      return Optional.empty();
    }
    var price = model.section("price", "price").orElseThrow();
    var input = price.require("input", DOLLARS, "in USD per million tokens");
    var output = price.require("output", DOLLARS, "in USD per million tokens");
    var cached = price.get("cached", DOLLARS).or(() -> input);
    price.done();
    if (input.isEmpty() || output.isEmpty() || cached.isEmpty()) return Optional.empty();
    if (input.get().signum() == 0 && output.get().signum() == 0) {
      model.error("price", model.pathOf("price") + " is nothing", "write price: " + UNMETERED);
      return Optional.empty();
    }
    return Optional.of(
        new Price(
            PriceTable.micros(input.get()),
            PriceTable.micros(cached.get()),
            PriceTable.micros(output.get())));
  }

  private Optional<Price> scripted() {
    model.notes().info(model.at("use"), "the answers are scripted: unmetered, and labelled so", "");
    return Optional.of(Price.UNMETERED);
  }

  private Optional<Price> listed(String use) {
    var price = PriceTable.of(use);
    if (price.isPresent()) {
      var note = "list prices, check before you rely on them";
      model.notes().info(model.at("use"), use + " is priced by the built-in table", note);
    } else {
      model.error(
          "use",
          "no price is known for " + use,
          "add price: { input: …, output: … } in USD per million tokens, or price: " + UNMETERED);
    }
    return price;
  }
}
