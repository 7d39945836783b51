package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.brief.Proposal;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the calls of one reply and sees to it that each has an id of its own. */
final class Proposals {
  /** The most calls that one reply may have. */
  static final int CALLS_MAX = 128;

  private static final int ID_CHARS_MAX = 200;

  private Proposals() {}

  /**
   * Returns the calls in the order in which they were written; empty if they are too many or large.
   */
  static Optional<List<Proposal>> of(List<ToolExecutionRequest> requests) {
    if (requests.size() > CALLS_MAX) return Optional.empty();
    var taken = new HashSet<String>();
    requests.forEach(request -> taken.add(orEmpty(request.id())));
    var used = new HashSet<String>();
    var proposals = new ArrayList<Proposal>();
    for (var request : requests) {
      var arguments = orEmpty(request.arguments());
      if (arguments.length() > Arguments.CHARS_MAX) return Optional.empty();
      var id = id(orEmpty(request.id()), proposals.size() + 1, used, taken);
      proposals.add(new Proposal(id, orEmpty(request.name()), Arguments.read(arguments)));
    }
    return Optional.of(proposals);
  }

  private static String id(String given, int place, Set<String> used, Set<String> taken) {
    if (!given.isBlank() && given.length() <= ID_CHARS_MAX && used.add(given)) return given;
    var made = "call-" + place;
    while (taken.contains(made) || !used.add(made)) made += "x";
    return made;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
