package dev.interlock.runtime;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.agent.Finding;
import dev.interlock.runtime.agent.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether tools are still what their agent was last run with. Beside the pin of a tool stand
 * digests of its parts, under {@code tool/description} and {@code tool/arguments}, so that it can
 * be said what of it has changed; no tool has such a name.
 */
final class Drift {
  private static final List<String> PARTS = List.of("description", "arguments");
  private static final String HINT =
      "look at what it says of itself now, then: interlock check AGENT.yaml --accept-tools";
  private static final int SHOWN_CHARS_MAX = 300;

  private final String agent;
  private final Map<String, Digest> known;
  private final Map<String, Descriptor> described;

  /**
   * @param known what was pinned for the agent; empty if it was never run
   * @param described what its tools say of themselves now, by name
   */
  Drift(String agent, Map<String, Digest> known, Map<String, Descriptor> described) {
    this.agent = agent;
    this.known = known;
    this.described = new TreeMap<>(described);
  }

  /** What is to be pinned from now on. */
  Map<String, Digest> pins() {
    var pins = new TreeMap<String, Digest>();
    described.forEach((name, descriptor) -> {
      pins.put(name, descriptor.pin());
      pins.put(name + "/description", Digest.of(descriptor.description()));
      pins.put(name + "/arguments", descriptor.input().digest());
    });
    return pins;
  }

  /**
   * Refuses tools that have changed.
   *
   * @throws UserError for the first of them
   */
  void refuse() {
    for (var name : described.keySet()) {
      change(name)
          .ifPresent(what -> {
            throw new UserError(
                "the tool '"
                    + name
                    + "' has changed "
                    + what
                    + " since agent '"
                    + agent
                    + "' was last run",
                "tools",
                HINT);
          });
    }
  }

  /** What there is to say of each tool that is not as it was, with its words as they are now. */
  List<Finding> findings(String where) {
    var findings = new ArrayList<Finding>();
    described.forEach((name, descriptor) -> {
      if (!known.containsKey(name)) {
        findings.add(new Finding(Severity.INFO, where, name + " was not run with yet", ""));
      }
      change(name)
          .ifPresent(what -> {
            var text = name + " has changed " + what + "; it says now: " + shown(descriptor);
            findings.add(new Finding(Severity.WARNING, where, text, HINT));
          });
    });
    return findings;
  }

  private Optional<String> change(String name) {
    var pins = pins();
    if (!known.containsKey(name) || known.get(name).equals(pins.get(name))) return Optional.empty();
    var parts = new ArrayList<String>();
    for (var part : PARTS) {
      var key = name + "/" + part;
      if (known.containsKey(key) && !known.get(key).equals(pins.get(key))) parts.add("its " + part);
    }
    return Optional.of(parts.isEmpty() ? "what it says of itself" : String.join(" and ", parts));
  }

  private static String shown(Descriptor descriptor) {
    var words = descriptor.description() + " " + descriptor.input().json();
    var line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= SHOWN_CHARS_MAX ? line : line.substring(0, SHOWN_CHARS_MAX) + "…";
  }
}
