package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code --set key=value} does to a document, before anything in it is looked at. The value is
 * one YAML scalar; mappings on the way that are missing are made.
 */
final class Overrides {
  private static final int STEPS_MAX = 64;

  private final String key;
  private final Position at;
  private final Node leaf;

  private Overrides(String key, Node leaf) {
    this.key = key;
    this.at = leaf.at();
    this.leaf = leaf;
  }

  /**
   * @param assignments each {@code key=value}
   * @throws UserError if one is no assignment or leads nowhere
   */
  static Document applied(Document document, List<String> assignments) {
    var root = document.root();
    for (var assignment : assignments) root = parse(assignment).in(root);
    return new Document(document.source(), root);
  }

  private static Overrides parse(String assignment) {
    var equals = assignment.indexOf('=');
    if (equals <= 0) {
      throw new UserError("must be key=value", "--set", "as in --set budget.cost='0.10 USD'");
    }
    var key = assignment.substring(0, equals).strip();
    var at = Position.of("--set " + key);
    return new Overrides(
        key, new Node.Scalar(at, scalar(assignment.substring(equals + 1).strip())));
  }

  private static Value scalar(String text) {
    var quote = text.length() < 2 ? ' ' : text.charAt(0);
    if ((quote == '"' || quote == '\'') && text.charAt(text.length() - 1) == quote) {
      return Value.of(text.substring(1, text.length() - 1));
    }
    return Scalars.plain(text).orElse(Value.Null.NULL);
  }

  private Node.Members in(Node.Members root) {
    var steps = KeyPath.parse(key).orElseThrow(() -> nowhere("it is no path to a key"));
    if (steps.size() > STEPS_MAX) throw nowhere("it has more than " + STEPS_MAX + " steps");
    if (steps.getFirst() instanceof KeyPath.Step.Key
        && put(root, steps) instanceof Node.Members set) {
      return set;
    }
    throw nowhere("it is no path to a key");
  }

  private Node put(Node here, List<KeyPath.Step> steps) {
    if (steps.isEmpty()) return leaf;
    var rest = steps.subList(1, steps.size());
    return switch (steps.getFirst()) {
      case KeyPath.Step.Key(var name) when here instanceof Node.Members members ->
          putKey(members, name, rest);
      case KeyPath.Step.Index(var number)
          when here instanceof Node.Items items && number < items.nodes().size() ->
          putItem(items, number, rest);
      case KeyPath.Step.Key(var name) ->
          throw nowhere("'" + name + "' would stand in " + here.shown());
      case KeyPath.Step.Index(var number) -> throw nowhere("there is no item " + number);
    };
  }

  private Node putKey(Node.Members members, String name, List<KeyPath.Step> rest) {
    Map<String, Node.Member> byKey = new LinkedHashMap<>(members.byKey());
    var old = byKey.get(name);
    var below = old == null ? new Node.Members(at, Map.of()) : old.node();
    var where = old == null || rest.isEmpty() ? at : old.at();
    byKey.put(name, new Node.Member(where, put(below, rest)));
    return new Node.Members(members.at(), byKey);
  }

  private Node putItem(Node.Items items, int number, List<KeyPath.Step> rest) {
    List<Node> nodes = new ArrayList<>(items.nodes());
    nodes.set(number, put(nodes.get(number), rest));
    return new Node.Items(items.at(), nodes);
  }

  private UserError nowhere(String why) {
    return new UserError("leads nowhere: " + why, at.source(), "");
  }
}
