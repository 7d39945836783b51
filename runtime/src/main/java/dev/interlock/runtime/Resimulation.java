package dev.interlock.runtime;

import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.loop.PolicySimulator;
import dev.interlock.runtime.loop.PolicySimulator.Judged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What another policy would have said to recorded proposals.
 *
 * @param judged the last proposals, those of the newest run first, within a run in their order
 * @param skipped runs with whose tools the policy cannot be used, and why
 */
public record Resimulation(List<Judged> judged, Map<RunId, String> skipped) {
  public Resimulation {
    judged = List.copyOf(judged);
    skipped = Map.copyOf(skipped);
  }

  /** Returns the decisions that would be other ones. */
  public List<Judged> flips() {
    return judged.stream().filter(Judged::flips).toList();
  }

  /** Goes through the runs of a store, the newest first. */
  static final class Maker {
    private static final int PAGE = 200;

    private final RunIndex index;
    private final Function<RunId, Stream<Entry>> entries;
    private final PolicySimulator simulator;

    Maker(RunIndex index, Function<RunId, Stream<Entry>> entries, PolicySimulator simulator) {
      this.index = index;
      this.entries = entries;
      this.simulator = simulator;
    }

    Resimulation made(List<PolicyRule> policy, Optional<String> agent, int last) {
      var judged = new ArrayList<Judged>();
      var skipped = new LinkedHashMap<RunId, String>();
      @Nullable RunId after = null;
      while (judged.size() < last) {
        var page = index.list(new RunIndex.Query(null, null, false, after, PAGE));
        if (page.isEmpty()) break;
        for (var run : page) {
          if (judged.size() < last && agent.filter(name -> !name.equals(run.agent())).isEmpty()) {
            add(policy, run, last - judged.size(), judged, skipped);
          }
        }
        after = page.getLast().run();
      }
      return new Resimulation(judged, skipped);
    }

    private void add(
        List<PolicyRule> policy,
        RunSummary run,
        int room,
        List<Judged> judged,
        Map<RunId, String> skipped) {
      try (var all = entries.apply(run.run())) {
        var found = simulator.judge(policy, all.iterator());
        judged.addAll(found.subList(Math.max(0, found.size() - room), found.size()));
      } catch (UserError unusable) {
        skipped.put(run.run(), unusable.where() + ": " + unusable.what());
      }
    }
  }
}
