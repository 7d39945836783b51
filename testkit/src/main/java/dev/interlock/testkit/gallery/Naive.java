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
    /** It had not ended when we stopped it, and nothing else was wrong by then. */
    STILL_RUNNING,
    /** The framework has no such notion. */
    NOT_APPLICABLE
  }

  static Naive of(Case one, Seen seen) {
    var harm = one.harm().apply(seen);
    if (!harm.isEmpty()) return new Naive(Verdict.NOT_CONTAINED, seen, harm);
    return new Naive(seen.ended() ? Verdict.CONTAINED : Verdict.STILL_RUNNING, seen, "");
  }

  static boolean applies(Case one) {
    return one.naive() != Form.NONE;
  }
}
