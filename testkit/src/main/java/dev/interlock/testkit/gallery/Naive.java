package dev.interlock.testkit.gallery;

import dev.interlock.testkit.gallery.Case.Form;

/**
 * The other side of a case.
 *
 * @param verdict how it went
 * @param seen what was seen of it; of no meaning if it does not apply
 * @param harm what went wrong in the world; empty if nothing did
 */
public record Naive(Verdict verdict, Seen seen, String harm) {

  /** How it went. */
  public enum Verdict {
    /** Nothing went wrong in the world. */
    CONTAINED,
    NOT_CONTAINED,
    /** It had not ended when we stopped it, which is no failure; harm tells what was so by then. */
    STILL_RUNNING,
    /** The framework has no such notion. */
    NOT_APPLICABLE
  }

  static Naive of(Case one, Seen seen) {
    var harm = one.harm().apply(seen);
    if (!seen.ended()) return new Naive(Verdict.STILL_RUNNING, seen, harm);
    return new Naive(harm.isEmpty() ? Verdict.CONTAINED : Verdict.NOT_CONTAINED, seen, harm);
  }

  static boolean applies(Case one) {
    return one.naive() != Form.NONE;
  }
}
