package dev.interlock.kernel.charter;

import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the owner fixed for one run. It never changes while the run lasts; its digest pins prompt,
 * model, tool contracts and policy together.
 *
 * @param goal what the run must reach, in the words of whoever asked
 * @param agent who the agent is and how it is instructed
 * @param model which model proposes, and at what price
 * @param fallback the models that are asked when those before them cannot answer, in order
 * @param small the model for simple steps, as putting old turns in fewer words; null for none
 * @param tools the only tools that exist for this run; names are unique
 * @param bounds how much, how long, how freely
 * @param rules what may be done, in which order, and what counts as done
 */
public record Charter(
    String goal,
    AgentIdentity agent,
    ModelTerms model,
    List<ModelTerms> fallback,
    @Nullable ModelTerms small,
    List<ToolContract> tools,
    Bounds bounds,
    Rules rules) {

  public Charter {
    Require.text("goal", goal);
    fallback = List.copyOf(fallback);
    tools = List.copyOf(tools);
    var names = tools.stream().map(ToolContract::name).distinct().count();
    if (names != tools.size()) throw new IllegalArgumentException("two tools have one name");
    for (var tool : tools) requireUndo(tools, tool);
    for (var look : looks(tools, rules)) requireRead(tools, look);
    var prices = new HashMap<String, Price>();
    Stream.of(Stream.of(model), fallback.stream(), Stream.ofNullable(small))
        .flatMap(terms -> terms)
        .forEach(terms -> {
          var known = prices.putIfAbsent(terms.use(), terms.price());
          if (known != null && !known.equals(terms.price())) {
            throw new IllegalArgumentException("two prices of " + terms.use());
          }
        });
  }

  /** A charter with one model and nobody behind it. */
  public Charter(
      String goal,
      AgentIdentity agent,
      ModelTerms model,
      List<ToolContract> tools,
      Bounds bounds,
      Rules rules) {
    this(goal, agent, model, List.of(), null, tools, bounds, rules);
  }

  private static void requireUndo(List<ToolContract> tools, ToolContract tool) {
    if (!(tool.undo() instanceof Undo.By(var by, _))) return;
    var other = tools.stream().filter(one -> one.name().equals(by)).findFirst();
    if (other.isEmpty() || other.get().effect().isRead() || other.get().undo() instanceof Undo.By) {
      throw new IllegalArgumentException(
          tool.name() + ": " + by + " is no tool with an effect that is itself not undone");
    }
  }

  /** A read that could change something, or that itself rests on others, could have no end. */
  private static void requireRead(List<ToolContract> tools, Look look) {
    var tool = tools.stream().filter(one -> one.name().equals(look.tool())).findFirst();
    if (tool.isEmpty()
        || !tool.get().effect().isRead()
        || !tool.get().groundsOrNone().facts().isEmpty()) {
      throw new IllegalArgumentException(
          "facts." + look.name() + ": " + look.tool() + " is no tool that reads and has no facts");
    }
  }

  /** Returns everything that is read for rulings. */
  public List<Look> looks() {
    return looks(tools, rules);
  }

  private static List<Look> looks(List<ToolContract> tools, Rules rules) {
    var all = new ArrayList<>(rules.factsOrNone());
    for (var tool : tools) {
      all.addAll(tool.groundsOrNone().facts());
      var after = tool.groundsOrNone().doneWhen();
      if (after != null) all.addAll(after.facts());
    }
    return all;
  }

  /** Returns the same for another goal. */
  public Charter towards(String other) {
    return new Charter(other, agent, model, fallback, small, tools, bounds, rules);
  }

  /** Returns the models that may propose: the first, and those behind it, in order. */
  public List<ModelTerms> chain() {
    return Stream.concat(Stream.of(model), fallback.stream()).toList();
  }

  /** Returns every model: the chain, and the small one if there is one. */
  public List<ModelTerms> models() {
    return Stream.concat(chain().stream(), Stream.ofNullable(small)).toList();
  }

  /** Returns the contract of a tool, or empty if the tool does not exist for this run. */
  public Optional<ToolContract> tool(String name) {
    for (var tool : tools) {
      if (tool.name().equals(name)) return Optional.of(tool);
    }
    return Optional.empty();
  }

  /** Returns the tools that the model may propose, in the order of the charter. */
  public List<ToolContract> offered() {
    return tools.stream().filter(tool -> tool.exposure() == ToolContract.Exposure.MODEL).toList();
  }

  /**
   * Returns the tools that the model may propose in one state of the run.
   *
   * @param phase 0 for the first; the number of phases for what comes after the last
   */
  public List<ToolContract> offered(int phase) {
    var phases = rules.phases();
    if (phases.isEmpty()) return offered();
    if (phase >= phases.size()) return List.of();
    var among = phases.get(phase).tools();
    return offered().stream().filter(tool -> among.contains(tool.name())).toList();
  }

  /**
   * Who the agent is.
   *
   * @param name as in the agent file
   * @param version the owner's own count; 1 or more
   * @param purpose one sentence for people; may be empty
   * @param instructions the text that opens every brief
   * @param connections how the runtime reaches model and tools: the agent file's own words, with
   *     references in place of addresses and secrets; opaque to the kernel
   */
  public record AgentIdentity(
      String name, int version, String purpose, String instructions, Value connections) {
    public AgentIdentity {
      Require.text("agent", name);
      Require.positive("version", version);
    }
  }
}
