package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins what the file says of a tool with what the tool says of itself. */
final class ToolTerms {
  private final Document document;
  private final Tools tools;

  ToolTerms(Document document, Tools tools) {
    this.document = document;
    this.tools = tools;
  }

  Map<String, Descriptor> listed(SourceSettings source, List<Descriptor> offered) {
    var byName = new LinkedHashMap<String, Descriptor>();
    for (var descriptor : offered) byName.put(descriptor.name(), descriptor);
    for (var name : source.tools()) {
      if (byName.containsKey(name)) continue;
      var path = tools.byName().getOrDefault(name, Optional.empty()).map(ListedTool::path);
      throw notOffered(name, source.where(), path.orElse(source.where()), byName.keySet());
    }
    byName.keySet().retainAll(source.tools());
    return Map.copyOf(byName);
  }

  /** Returns the whole contract; the key argument is no longer among the tool's arguments. */
  ToolContract joined(ListedTool tool, Map<String, Descriptor> described) {
    var descriptor = described.get(tool.name());
    if (descriptor == null) {
      throw notOffered(tool.name(), tool.source(), tool.path(), described.keySet());
    }
    var terms = tool.terms();
    var input = descriptor.input();
    switch (terms.effect()) {
      case EffectClass.Keyed(var key, _) -> input = without(key, descriptor, tool);
      case EffectClass.Reconcile(var key, var query) -> {
        input = without(key, descriptor, tool);
        var asked = described.get(query.tool());
        if (asked != null) {
          var path = KeyPath.child(KeyPath.child(tool.path(), "reconcile"), "key-argument");
          require(asked, query.keyArgument(), path);
        }
      }
      case EffectClass.Read _, EffectClass.Transactional _, EffectClass.Once _ -> {}
    }
    return new ToolContract(
        new Descriptor(descriptor.name(), descriptor.description(), input, descriptor.pin()),
        terms.effect(),
        terms.risk(),
        terms.permission(),
        terms.limits(),
        terms.exposure(),
        terms.result());
  }

  /** Refuses rules about arguments that no call can have. */
  void checkArguments(List<OrderRule> rules, List<ToolContract> contracts) {
    for (var i = 0; i < rules.size(); i++) {
      var path = KeyPath.item("order", i);
      switch (rules.get(i)) {
        case OrderRule.Requires(var tool, var requires, var same) -> {
          for (var argument : same) {
            require(descriptor(tool, contracts), argument, KeyPath.child(path, "same"));
            require(descriptor(requires, contracts), argument, KeyPath.child(path, "same"));
          }
        }
        case OrderRule.AtMost(var tool, _, var per) when per != null ->
            require(descriptor(tool, contracts), per, KeyPath.child(path, "per"));
        case OrderRule.AtMost _, OrderRule.NeverAfter _ -> {}
      }
    }
  }

  private Value.Obj without(String key, Descriptor descriptor, ListedTool tool) {
    require(descriptor, key, KeyPath.child(tool.path(), "key-argument"));
    var input = descriptor.input();
    var required = input.get("required");
    var schema = input.with("properties", properties(descriptor).without(key));
    if (required.isEmpty() || !(required.get() instanceof Value.Arr(var names))) return schema;
    var others = names.stream().filter(name -> !name.equals(Value.of(key))).toList();
    return others.isEmpty()
        ? schema.without("required")
        : schema.with("required", Value.of(others));
  }

  private void require(Descriptor tool, String argument, String path) {
    var arguments = properties(tool).members().keySet();
    if (arguments.contains(argument)) return;
    throw new UserError(
        path + ": " + tool.name() + " has no argument " + argument,
        document.where(path),
        arguments.isEmpty() ? "it has none" : "it has " + String.join(", ", arguments));
  }

  private UserError notOffered(
      String tool, String source, String path, Collection<String> offered) {
    var sorted = offered.stream().sorted().toList();
    return new UserError(
        source + " does not offer the tool " + tool,
        document.where(path),
        sorted.isEmpty() ? "it offers none" : "it offers " + String.join(", ", sorted));
  }

  private static Descriptor descriptor(String tool, List<ToolContract> contracts) {
    return contracts.stream()
        .filter(contract -> contract.name().equals(tool))
        .findFirst()
        .map(ToolContract::descriptor)
        .orElseThrow();
  }

  private static Value.Obj properties(Descriptor tool) {
    return Optional.of(tool.input())
        .flatMap(schema -> schema.get("properties"))
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast)
        .orElse(Value.Obj.EMPTY);
  }
}
