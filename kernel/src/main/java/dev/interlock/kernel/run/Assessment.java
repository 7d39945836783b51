package dev.interlock.kernel.run;

import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ResultVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a result was held against its tool's contract. A fact: established when the result came in,
 * and never again.
 *
 * @param verdict the gravest of the flaws; complete if there is none
 * @param flaws what is wrong with it, gravest first
 * @param evaluators which versions of which libraries found out; empty if none was needed
 */
public record Assessment(ResultVerdict verdict, List<Flaw> flaws, String evaluators) {

  public Assessment {
    flaws = List.copyOf(flaws);
    if (verdict != gravest(flaws)) {
      throw new IllegalArgumentException("the verdict " + verdict + " for " + flaws);
    }
  }

  /**
   * One thing that is wrong with a result.
   *
   * @param detail one line for people and for the model
   */
  public record Flaw(ResultFault fault, String detail) {}

  /** Returns the assessment that follows from what was found. */
  public static Assessment of(List<Flaw> flaws, String evaluators) {
    var sorted =
        flaws.stream()
            .sorted(Comparator.comparing((Flaw flaw) -> flaw.fault().verdict()).reversed())
            .toList();
    return new Assessment(gravest(sorted), sorted, evaluators);
  }

  /** Returns the assessment of a result that was dropped. */
  public static Assessment of(ResultFault fault, String detail) {
    return of(List.of(new Flaw(fault, detail)), "");
  }

  /** Whether a result may be relied on: its tool has no contract of results, or it is complete. */
  public static boolean complete(@Nullable Assessment assessment) {
    return assessment == null || assessment.verdict == ResultVerdict.COMPLETE;
  }

  /** What is wrong, as in {@code PARTIAL: result.next == null does not hold}. */
  public String inWords() {
    return verdict + ": " + flaws.stream().map(Flaw::detail).collect(Collectors.joining("; "));
  }

  private static ResultVerdict gravest(List<Flaw> flaws) {
    return flaws.stream()
        .map(flaw -> flaw.fault().verdict())
        .max(Comparator.naturalOrder())
        .orElse(ResultVerdict.COMPLETE);
  }
}
