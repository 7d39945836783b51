package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one mapping of the file, key by key. Every key that is asked for is known; {@link #done}
 * refuses the others. A wrong value is noted and read as absent, so that reading goes on.
 */
final class Section {
  private final String kind;
  private final String path;
  private final Node.Members members;
  private final Notes notes;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param kind the section's name in {@link NotYet}
   * @param path the way to it; empty for the root
   */
  Section(String kind, String path, Node.Members members, Notes notes) {
    this.kind = kind;
    this.path = path;
    this.members = members;
    this.notes = notes;
  }

  String path() {
    return path;
  }

  /** Where the section begins: at its key. */
  Position start() {
    return members.at();
  }

  String pathOf(String key) {
    return KeyPath.child(path, key);
  }

  Notes notes() {
    return notes;
  }

  /** Where the key stands; where the section does if the key is missing. */
  Position at(String key) {
    var member = members.byKey().get(key);
    return member == null ? members.at() : member.at();
  }

  boolean has(String key) {
    known.add(key);
    return members.byKey().containsKey(key);
  }

  /** The keys are known, and are not looked at. */
  void skip(String... keys) {
    known.addAll(List.of(keys));
  }

  /** Returns what stands under the key, or empty if there is nothing. */
  Optional<Node> node(String key) {
    known.add(key);
    var member = members.byKey().get(key);
    if (member == null) return Optional.empty();
    if (member.node().value().equals(Value.Null.NULL)) {
      error(key, pathOf(key) + " is empty", "give it a value or remove the key");
      return Optional.empty();
    }
    return Optional.of(member.node());
  }

  <T> Optional<T> get(String key, Shape<T> shape) {
    return node(key).flatMap(node -> shaped(key, node, shape));
  }

  <T> T get(String key, Shape<T> shape, Default otherwise) {
    if (!has(key)) notes.assumed(otherwise, path);
    return get(key, shape).orElseGet(() -> otherwise.as(shape));
  }

  <T> Optional<T> require(String key, Shape<T> shape, String hint) {
    if (!has(key)) error(key, pathOf(key) + " is missing", hint);
    return get(key, shape);
  }

  Optional<Section> section(String key, String itsKind) {
    return node(key).flatMap(node -> section(pathOf(key), at(key), node, itsKind));
  }

  /** Returns the mapping under the key; one without any key if there is none. */
  Section sectionOrEmpty(String key, String itsKind) {
    return section(key, itsKind)
        .orElseGet(
            () -> new Section(itsKind, pathOf(key), new Node.Members(at(key), Map.of()), notes));
  }

  /** Returns the mappings that a list holds; what is no mapping is noted and left out. */
  List<Section> sections(String key, String itsKind) {
    var node = node(key);
    if (node.isEmpty()) return List.of();
    if (!(node.get() instanceof Node.Items(_, var items))) {
      error(key, pathOf(key) + " must be a list, is " + node.get().shown(), "");
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (var i = 0; i < items.size(); i++) {
      var item = items.get(i);
      section(KeyPath.item(pathOf(key), i), item.at(), item, itsKind).ifPresent(sections::add);
    }
    return sections;
  }

  Value.Obj value() {
    return members.value();
  }

  List<String> keys() {
    return List.copyOf(members.byKey().keySet());
  }

  void error(String key, String text, String hint) {
    notes.error(at(key), text, hint);
  }

  /** Refuses every key that nobody asked for. */
  void done() {
    for (var key : members.byKey().keySet()) {
      if (known.contains(key)) continue;
      if (NotYet.key(kind, key)) {
        error(key, pathOf(key) + " is not supported yet", "");
      } else {
        error(key, "unknown key " + pathOf(key), Spelling.hint(key, known));
      }
    }
  }

  private <T> Optional<T> shaped(String key, Node node, Shape<T> shape) {
    var value = shape.parse(node);
    if (value.isPresent()) return value;
    if (node.value() instanceof Value.Text(var text) && NotYet.value(kind, key, text)) {
      error(key, pathOf(key) + ": " + text + " is not supported yet", "");
    } else {
      error(key, pathOf(key) + " must be " + shape.expected() + ", is " + node.shown(), "");
    }
    return value;
  }

  private Optional<Section> section(String where, Position at, Node node, String itsKind) {
    if (node instanceof Node.Members below) {
      return Optional.of(new Section(itsKind, where, new Node.Members(at, below.byKey()), notes));
    }
    notes.error(at, where + " must be a mapping, is " + node.shown(), "");
    return Optional.empty();
  }
}
