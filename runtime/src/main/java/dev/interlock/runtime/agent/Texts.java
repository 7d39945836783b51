package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds every text of a document, wherever it stands, in file order. */
final class Texts {

  /**
   * One text.
   *
   * @param path the way to it
   * @param key the nearest key above it
   * @param at where that key, or the item of the list, stands
   */
  record Found(String path, String key, Position at, String text) {

    /** Whether it says how model or tools are reached, and so enters the journal. */
    boolean connects() {
      return path.startsWith("model.") || path.startsWith("tools[");
    }
  }

  private final List<Found> found = new ArrayList<>();

  private Texts() {}

  /** The same text for names in which case does not count. */
  static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static List<Found> of(Document document) {
    var texts = new Texts();
    texts.look(document.root(), "", "", document.root().at());
    return List.copyOf(texts.found);
  }

  private void look(Node node, String path, String key, Position at) {
    switch (node) {
      case Node.Members(_, var byKey) ->
          byKey.forEach(
              (name, member) -> look(member.node(), KeyPath.child(path, name), name, member.at()));
      case Node.Items(_, var items) -> {
        for (var i = 0; i < items.size(); i++) {
          look(items.get(i), KeyPath.item(path, i), key, items.get(i).at());
        }
      }
      case Node.Scalar(_, Value.Text(var text)) -> found.add(new Found(path, key, at, text));
      case Node.Scalar _ -> {}
    }
  }
}
