package dev.interlock.testkit.gallery;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Failures;
import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.gallery.Case.Form;
import dev.interlock.testkit.model.Behaviour;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** A case that is being written. What is not said is usual: the run completes, straight on. */
final class Draft {
  private final Leaf leaf;
  private final String title;
  private final String story;
  private String goal = "Order o-1 arrived broken. Refund it.";
  private AgentText agent = AgentText.PLAIN;
  private Mind mind = Mind.turns(Mind.answer("Done."));
  private List<Behaviour> first = List.of();
  private Consumer<Shop> world = _ -> {};
  private String way = "";
  private Plot plot = Plot.STRAIGHT;
  private Visit visit = _ -> {};
  private Function<Seen, String> harm = _ -> "";
  private Predicate<Entry> shows;
  private Set<Status> ends = Set.of(Status.COMPLETED);
  private Form naive = Form.TEXT;

  private Draft(Leaf leaf, String title, String story) {
    this.leaf = leaf;
    this.title = title;
    this.story = story;
    this.shows = shows(leaf);
  }

  static Draft of(Leaf leaf, String title, String story) {
    return new Draft(leaf, title, story);
  }

  /** Entries that show a failure of that leaf. */
  static Predicate<Entry> shows(Leaf leaf) {
    return entry -> Failures.all(entry.event()).stream().anyMatch(shown -> shown.leaf() == leaf);
  }

  /** Whether an entry tells that a gate said no, by a rule that begins so. */
  static boolean refused(Entry entry, String gate, String rule) {
    return entry.event() instanceof CommandDenied(_, var denial, _)
        && denial.gate().equals(gate)
        && denial.rule().startsWith(rule);
  }

  Draft goal(String text) {
    goal = text;
    return this;
  }

  Draft agent(AgentText text) {
    agent = text;
    return this;
  }

  Draft model(Mind other) {
    mind = other;
    return this;
  }

  Draft first(Behaviour... behaviours) {
    first = List.of(behaviours);
    return this;
  }

  Draft world(Consumer<Shop> other) {
    world = other;
    return this;
  }

  Draft plot(Plot other) {
    plot = other;
    return this;
  }

  /** Names one of several ways to a failure. */
  Draft way(String name) {
    way = name;
    return this;
  }

  /** Has somebody come while the run waits. */
  Draft visited(Visit by) {
    plot = Plot.VISITED;
    visit = by;
    return this;
  }

  Draft harm(Function<Seen, String> other) {
    harm = other;
    return this;
  }

  Draft shows(Predicate<Entry> other) {
    shows = other;
    return this;
  }

  Draft ends(Status... others) {
    ends = Set.of(others);
    return this;
  }

  Draft naive(Form form) {
    naive = form;
    return this;
  }

  /** The case, with what contains the failure. */
  Case containedBy(Control control) {
    return new Case(
        leaf, way, title, story, goal, agent, mind, first, world, plot, visit, harm, shows, ends,
        control, naive);
  }
}
