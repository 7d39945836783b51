package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One value of a YAML document, and where it stands. Mappings keep the order of the file. */
sealed interface Node {

  Position at();

  /** The value alone. */
  Value value();

  record Scalar(Position at, Value value) implements Node {}

  record Items(Position at, List<Node> nodes) implements Node {
    public Items {
      nodes = List.copyOf(nodes);
    }

    @Override
    public Value value() {
      return Value.of(nodes.stream().map(Node::value).toList());
    }
  }

  record Members(Position at, Map<String, Member> byKey) implements Node {
    public Members {
      byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    @Override
    public Value.Obj value() {
      var members = new TreeMap<String, Value>();
      byKey.forEach((key, member) -> members.put(key, member.node().value()));
      return new Value.Obj(members);
    }
  }

  /**
   * One entry of a mapping.
   *
   * @param at where its key stands
   */
  record Member(Position at, Node node) {}

  /** How a message names the value: short, and never more than its beginning. */
  default String shown() {
    return switch (this) {
      case Scalar(_, Value.Text(var text)) ->
          "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text).replace('\n', ' ') + "'";
      case Scalar(_, var value) -> value.json();
      case Items _ -> "a list";
      case Members _ -> "a mapping";
    };
  }
}
