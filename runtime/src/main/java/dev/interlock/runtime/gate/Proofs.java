package dev.interlock.runtime.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The numbers that an answer has proved, and whether they bear out one that it mentions. */
final class Proofs {
  private static final Set<String> PERCENT = Set.of("%", "percent", "per cent", "pct");
  private static final Set<String> RATIO = Set.of("ratio", "fraction", "share");

  private record Proof(BigDecimal number, boolean percent, boolean ratio) {}

  private final List<Proof> proofs = new ArrayList<>();

  /**
   * @param number as found or recomputed, with all its decimals
   * @param unit as the figure states it
   */
  void add(BigDecimal number, String unit) {
    var word = unit.strip().toLowerCase(Locale.ROOT);
    proofs.add(new Proof(number, PERCENT.contains(word), RATIO.contains(word)));
  }

  boolean bearOut(Mention.Quantity mention) {
    return proofs.stream().anyMatch(proof -> bearsOut(proof, mention));
  }

  private static boolean bearsOut(Proof proof, Mention.Quantity mention) {
    var number = proof.number();
    if (!(mention.percent() && proof.ratio()) && agrees(number, mention)) return true;
    if (mention.percent()) {
      return (proof.percent() || proof.ratio()) && agrees(number.movePointRight(2), mention);
    }
    return proof.percent() && agrees(number.movePointLeft(2), mention);
  }

  /** A mention without a sign may speak of a fall: 'down by 12' for -12. */
  private static boolean agrees(BigDecimal number, Mention.Quantity mention) {
    var stated = mention.value();
    var rounded =
        number.movePointLeft(mention.magnitude()).setScale(stated.scale(), RoundingMode.HALF_UP);
    return rounded.compareTo(stated) == 0
        || (mention.prose() && !mention.signed() && rounded.negate().compareTo(stated) == 0);
  }
}
