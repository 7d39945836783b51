package dev.interlock.testkit.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/** All cases, in the order of the taxonomy. */
public final class Gallery {
  private static final int AT_ONCE = 4;

  private static final List<Case> CASES =
      Stream.of(
              ReasoningCases.all(),
              ToolCases.all(),
              ResultCases.all(),
              ContextCases.all(),
              PlanningCases.all(),
              SafetyCases.all(),
              BypassCases.all(),
              ApprovalCases.all(),
              CostCases.all(),
              RuntimeCases.all())
          .flatMap(List::stream)
          .sorted((one, other) -> one.leaf().compareTo(other.leaf()))
          .toList();

  private Gallery() {}

  /** What the cases are called, as in {@code SAF-4} or {@code SAF-4/own-request}. */
  public static List<String> cases() {
    return CASES.stream().map(Case::id).toList();
  }

  /** Plays one case on both sides; empty if there is none of that name. */
  public static Optional<Exhibit> play(String id) {
    return find(id).map(one -> exhibit(one, NaiveSide.play(one), GovernedSide.play(one, true)));
  }

  /**
   * Plays cases, some at a time; returns them in the order in which they were named.
   *
   * @throws IllegalStateException if one cannot be played
   */
  public static List<Exhibit> playAll(List<String> ids) {
    return each(ids, id -> play(id).orElseThrow());
  }

  /** Plays Interlock's side of cases without what contains the failures, some at a time. */
  public static List<Exhibit> playAllWithoutControl(List<String> ids) {
    return each(ids, id -> playWithoutControl(id).orElseThrow());
  }

  /** Most of a case is waiting: for a window to close, for a process to start. */
  private static List<Exhibit> each(List<String> ids, Function<String, Exhibit> play) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var playing = ids.stream().map(id -> threads.submit(() -> play.apply(id))).toList();
      var played = new ArrayList<Exhibit>();
      for (var one : playing) played.add(one.get());
      return List.copyOf(played);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a case cannot be played", broken.getCause());
    }
  }

  /** Plays Interlock's side of one case without what contains the failure. */
  public static Optional<Exhibit> playWithoutControl(String id) {
    return find(id)
        .map(one ->
            exhibit(
                one,
                new Naive(Naive.Verdict.NOT_APPLICABLE, NaiveSide.NOTHING, ""),
                GovernedSide.play(one, false)));
  }

  private static Optional<Case> find(String id) {
    return CASES.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private static Exhibit exhibit(Case one, Naive naive, GovernedSide.Played played) {
    return new Exhibit(
        one.leaf(),
        one.id(),
        one.title(),
        one.story(),
        one.control().words(),
        one.agent().text(),
        naive,
        played.status(),
        played.seen(),
        played.evidence(),
        played.told(),
        played.lacking());
  }
}
