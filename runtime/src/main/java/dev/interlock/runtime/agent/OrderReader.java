package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Rules.OrderRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code order}: what must come before what, and how often. */
final class OrderReader {
  private static final List<String> KINDS = List.of("requires", "at-most", "never-after");

  private final Tools tools;

  OrderReader(Tools tools) {
    this.tools = tools;
  }

  List<OrderRule> read(Section top) {
    List<OrderRule> rules = new ArrayList<>();
    for (var item : top.sections("order", "order")) {
      rule(item).ifPresent(rules::add);
      item.done();
    }
    return rules;
  }

  private Optional<OrderRule> rule(Section item) {
    var tool = tools.callable(item, "tool");
    var kinds = KINDS.stream().filter(item::has).toList();
    var same = item.get("same", Shapes.TEXTS);
    var per = item.get("per", Shapes.TEXT);
    if (kinds.size() != 1) {
      item.notes()
          .error(
              item.start(),
              item.path() + " must have exactly one of " + String.join(", ", KINDS),
              "");
      return Optional.empty();
    }
    var kind = kinds.getFirst();
    if (item.has("same") && !kind.equals("requires")) misplaced(item, "same", "requires");
    if (item.has("per") && !kind.equals("at-most")) misplaced(item, "per", "at-most");
    return switch (kind) {
      case "requires" -> {
        var first = tools.callable(item, kind);
        yield tool.flatMap(name ->
            first.map(needed -> new OrderRule.Requires(name, needed, same.orElseGet(List::of))));
      }
      case "at-most" -> {
        var max = item.get(kind, Shapes.whole(1, 1_000_000));
        yield tool.flatMap(
            name -> max.map(count -> new OrderRule.AtMost(name, count, per.orElse(null))));
      }
      default -> {
        var after = tools.callable(item, kind);
        yield tool.flatMap(name -> after.map(other -> new OrderRule.NeverAfter(name, other)));
      }
    };
  }

  private static void misplaced(Section item, String key, String with) {
    item.error(key, item.pathOf(key) + " goes with " + with + " alone", "remove it");
  }
}
