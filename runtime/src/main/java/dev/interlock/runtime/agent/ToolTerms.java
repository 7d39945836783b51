package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        terms.result(),
        terms.undo(),
        terms.grounds());
  }

  /** Refuses compensations that cannot be called, as far as schemas tell. */
  void checkCompensations(List<ToolContract> contracts) {
    for (var tool : contracts) {
      if (!(tool.undo() instanceof Undo.By(var by, var args))) continue;
      var listed = tools.byName().getOrDefault(tool.name(), Optional.empty()).orElseThrow();
      var path = KeyPath.child(listed.path(), "compensate");
      var undoes = descriptor(by, contracts);
      if (args == null) {
        required(undoes)
            .filter(name -> !mayHave(tool, name))
            .findFirst()
            .ifPresent(name -> {
              throw new UserError(
                  path
                      + ": "
                      + by
                      + " needs "
                      + name
                      + ", which "
                      + tool.name()
                      + " neither takes"
                      + " nor returns",
                  document.where(path),
                  "write compensate: { tool: " + by + ", args: { " + name + ": 'result.…' } }");
            });
        continue;
      }
      for (var name : args.keySet()) require(undoes, name, KeyPath.child(path, "args"));
      required(undoes)
          .filter(name -> !args.containsKey(name))
          .findFirst()
          .ifPresent(name -> {
            throw new UserError(
                path + ".args: " + by + " needs " + name, document.where(path), "add " + name);
          });
    }
  }

  /** What a tool returns is known only if its contract says so. */
  private static boolean mayHave(ToolContract tool, String name) {
    if (properties(tool.descriptor()).get(name).isPresent()) return true;
    var result = tool.result();
    var schema = result == null ? null : result.schema();
    return schema == null
        || !(schema.get("properties").orElse(null) instanceof Value.Obj fields)
        || fields.get(name).isPresent();
  }

  private static Stream<String> required(Descriptor tool) {
    return tool.input().get("required").orElse(null) instanceof Value.Arr(var names)
        ? names.stream()
            .filter(Value.Text.class::isInstance)
            .map(name -> ((Value.Text) name).value())
        : Stream.of();
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
