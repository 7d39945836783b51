package dev.interlock.runtime;

import dev.interlock.runtime.agent.AgentFile;
import dev.interlock.runtime.agent.AgentSchema;
import dev.interlock.runtime.agent.AtWorst;
import dev.interlock.runtime.agent.Check;
import dev.interlock.runtime.agent.Finding;
import dev.interlock.runtime.agent.References;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An agent as its file describes it, and the objects whose methods are its tools. Immutable. */
public final class Agent {
  private final AgentFile file;
  private final List<Object> objects;

  private Agent(AgentFile file, List<Object> objects) {
    this.file = file;
    this.objects = List.copyOf(objects);
  }

  /**
   * Reads an agent file.
   *
   * @throws UserError if anything in it is wrong: the first error, with its line
   */
  public static Agent load(Path file) {
    return load(file, Map.of());
  }

  /**
   * Reads an agent file with some values replaced.
   *
   * @param set values by dotted key, as in {@code budget.cost} = {@code 0.10 USD}
   * @throws UserError if anything is wrong: the first error, with its line
   */
  public static Agent load(Path file, Map<String, String> set) {
    return new Agent(AgentFile.load(file, overrides(set)), List.of());
  }

  /** Returns what there is to say of a file; starts nothing. */
  public static List<Finding> check(Path file, Map<String, String> set) {
    return Check.of(file, overrides(set), References.ofEnvironment());
  }

  /**
   * Returns the most that one run of the agent can spend and do, whatever its model proposes; empty
   * if the file is not valid.
   */
  public static Optional<AtWorst> atWorst(Path file, Map<String, String> set) {
    return Check.atWorst(file, overrides(set));
  }

  /** Returns the JSON Schema of agent files, for editors. */
  public static String schema() {
    return AgentSchema.text();
  }

  /**
   * Returns the agent with objects for the classes that its file lists under {@code java:}.
   *
   * @param tools one object per class, with methods that {@code @Tool} marks; stays the caller's to
   *     close
   */
  public Agent with(Object... tools) {
    var more = new ArrayList<>(objects);
    more.addAll(List.of(tools));
    return new Agent(file, more);
  }

  public String name() {
    return file.name();
  }

  /** Returns the names of the roles that the file speaks of: who may run, approve or take over. */
  public Set<String> roles() {
    return file.roles();
  }

  /** Whether the model's answers come from a script. */
  public boolean scripted() {
    return file.model().scripted();
  }

  AgentFile file() {
    return file;
  }

  List<Object> objects() {
    return objects;
  }

  private static List<String> overrides(Map<String, String> set) {
    return set.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
  }
}
