package dev.interlock.runtime.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All tools of a file.
 *
 * @param sources in file order
 * @param byName in file order; empty for a tool that is listed but cannot be read, so that
 *     references to it are not called wrong as well
 */
record Tools(List<SourceSettings> sources, Map<String, Optional<ListedTool>> byName) {

  Tools {
    sources = List.copyOf(sources);
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  List<ListedTool> readable() {
    return byName.values().stream().flatMap(Optional::stream).toList();
  }

  /** A name that the model can call, under a key. What is wrong with it is noted. */
  Optional<String> callable(Section section, String key) {
    return require(section, key, ListedTool::forModel, "is internal: the model cannot call it");
  }

  /** A tool's name under a key. What is wrong with it is noted. */
  Optional<String> require(
      Section section, String key, Predicate<ListedTool> fits, String otherwise) {
    return section
        .require(key, Shapes.TEXT, "name a tool")
        .filter(name -> known(section, key, name, fits, otherwise));
  }

  /** Whether the tool is listed and fits; if not, it is noted. */
  boolean known(
      Section section, String key, String name, Predicate<ListedTool> fits, String otherwise) {
    var tool = byName.get(name);
    if (tool == null) {
      section.error(
          key,
          section.pathOf(key) + ": no tool " + name + " is listed",
          Spelling.hint(name, byName.keySet()));
      return false;
    }
    if (tool.filter(fits.negate()).isEmpty()) return true;
    section.error(key, section.pathOf(key) + ": " + name + " " + otherwise, "");
    return false;
  }
}
