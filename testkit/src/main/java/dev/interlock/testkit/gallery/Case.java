package dev.interlock.testkit.gallery;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.model.Behaviour;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One failure, ready to be reproduced.
 *
 * @param leaf which one of the taxonomy
 * @param way which of several ways to it, as in {@code own-request}; empty for the plainest
 * @param title in a few words
 * @param story what happens, and what contains it, for people
 * @param goal what the agent is asked
 * @param agent the agent file
 * @param mind the model
 * @param first what the model's server does with the first requests, whoever sends them
 * @param world what the shop is in for
 * @param plot how the two sides are driven
 * @param visit what somebody does while the run waits, if the plot has anybody come
 * @param harm what went wrong in the world, in a line; empty if nothing did
 * @param shows which entries prove that the failure was met and contained
 * @param ends how Interlock's run may stand in the end
 * @param control what contains the failure
 * @param naive how the other side is asked
 */
record Case(
    Leaf leaf,
    String way,
    String title,
    String story,
    String goal,
    AgentText agent,
    Mind mind,
    List<Behaviour> first,
    Consumer<Shop> world,
    Plot plot,
    Visit visit,
    Function<Seen, String> harm,
    Predicate<Entry> shows,
    Set<Status> ends,
    Control control,
    Form naive) {
  Case {
    first = List.copyOf(first);
    ends = Set.copyOf(ends);
  }

  /** What it is called, as in {@code SAF-4/own-request}. */
  String id() {
    return way.isEmpty() ? leaf.id() : leaf.id() + "/" + way;
  }

  /** What the other side is asked for. */
  enum Form {
    TEXT,
    DECISION,
    /** The framework has no such notion. */
    NONE
  }
}
