package dev.interlock.testkit.sim;

import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ResultVerdict;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Request;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.Switchboard;
import dev.interlock.runtime.loop.RunDriver.Left;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What can happen in a world, under the names by which {@link Coverage} counts it; a limit that
 * never bites is a comment.
 *
 * @param title what these have in common
 * @param often what must happen somewhere in two thousand worlds
 * @param seldom what needs more of them
 */
public record Drawable(String title, List<String> often, List<String> seldom) {
  public Drawable {
    often = List.copyOf(often);
    seldom = List.copyOf(seldom);
  }

  /** Returns everything that can happen. */
  public static List<Drawable> everything() {
    return List.of(
        often("Worlds with", names("world with", Feature.values())),
        perils(),
        often(
            "Faults that tools were given",
            toolFaults("drawn tool", fault -> fault != ToolFault.NOT_BEGUN && !fault.heldBack())),
        often("Faults that models were given", names("drawn model", ModelFault.values())),
        often("Switches thrown", switches()),
        often("Switches that undo", List.of("switch that undoes")),
        often("Rights that were taken", List.of("rights gone", "role gone")),
        often("Requests acknowledged", requests()),
        often("Events", events(Event.class).map(name -> "event " + name).toList()),
        new Drawable("Denials", lines(Names.DENIALS), lines(Names.SELDOM_DENIALS)),
        new Drawable(
            "Further attempts refused", lines(Names.REFUSALS), lines(Names.SELDOM_REFUSALS)),
        new Drawable("Questions to people", lines(Names.HOLDS), lines(Names.SELDOM_HOLDS)),
        new Drawable("What stopped runs", lines(Names.STOPS), lines(Names.SELDOM_STOPS)),
        often("Faults of models, in the journal", names("model fault", ModelFault.values())),
        often(
            "Faults of tools, in the journal",
            toolFaults("tool fault", fault -> fault != ToolFault.RETRY_BUDGET)),
        often("What results were worth", names("result", ResultVerdict.values())),
        new Drawable(
            "What was wrong with results",
            names("result fault", ResultFault.values()).stream()
                .filter(name -> !name.endsWith(" " + ResultFault.UNREADABLE))
                .toList(),
            List.of()),
        new Drawable("Unknown outcomes", lines(Names.UNKNOWN), lines(Names.SELDOM_UNKNOWN)),
        new Drawable("Queries that failed", lines(Names.QUERIES), lines(Names.SELDOM_QUERIES)),
        often("Endings", lines(Names.ENDINGS)),
        often("How drivers let go", names("left", Left.values())));
  }

  /** Returns the names of everything that must happen somewhere in two thousand worlds. */
  public static List<String> everywhere() {
    return everything().stream().flatMap(one -> one.often.stream()).toList();
  }

  /** Returns the names under which these are counted. */
  public Stream<String> names() {
    return Stream.concat(often.stream(), seldom.stream());
  }

  private static Drawable often(String title, List<String> names) {
    return new Drawable(title, names, List.of());
  }

  private static Drawable perils() {
    var often = new ArrayList<>(names("death at", Probe.Point.values()));
    often.addAll(lines(Names.PERILS));
    return new Drawable("What befell the run", often, lines(Names.SELDOM_PERILS));
  }

  private static List<String> names(String kind, Enum<?>[] values) {
    return Arrays.stream(values).map(value -> kind + " " + value).toList();
  }

  /**
   * Only a person says that something did not happen, and that is an event of its own; one run
   * alone does not use the retries of all up.
   */
  private static List<String> toolFaults(String kind, Predicate<ToolFault> which) {
    return Arrays.stream(ToolFault.values())
        .filter(fault -> fault != ToolFault.DID_NOT_HAPPEN)
        .filter(which)
        .map(fault -> kind + " " + fault)
        .toList();
  }

  private static List<String> switches() {
    return names("switch", Switchboard.Kind.values()).stream()
        .flatMap(kind -> Stream.of(kind, kind + " final"))
        .toList();
  }

  private static List<String> requests() {
    return Arrays.stream(Request.class.getPermittedSubclasses())
        .map(kind -> "request " + kind.getSimpleName())
        .toList();
  }

  /** Every kind of event has a name on disk. */
  private static Stream<String> events(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(kind ->
            kind.isSealed()
                ? events(kind)
                : Stream.of(EventCodec.nameOf(kind.asSubclass(Event.class))));
  }

  private static List<String> lines(String block) {
    return block.lines().toList();
  }
}
