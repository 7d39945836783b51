package dev.interlock.testkit.gallery;

import java.util.List;

/** What can go wrong in the world, in a line; empty if it did not. */
final class Harm {
  private static final long SECOND = 1_000_000_000L;

  private Harm() {}

  /** Anything but exactly these deeds. */
  static String unless(Seen seen, String... deeds) {
    if (seen.deeds().equals(List.of(deeds))) return "";
    return seen.deeds().isEmpty() ? "nothing was done" : "done: " + String.join(", ", seen.deeds());
  }

  /** Any deed at all. */
  static String anyDeed(Seen seen) {
    return seen.deeds().isEmpty() ? "" : "done: " + String.join(", ", seen.deeds());
  }

  /** An operation was asked for more often than that. */
  static String moreThan(Seen seen, String operation, int times) {
    var asked = seen.asked(operation);
    return asked <= times ? "" : operation + " was called " + asked + " times";
  }

  /** The model was sent a request of more bytes than that. */
  static String largerThan(Seen seen, int bytes) {
    return seen.largest() <= bytes
        ? ""
        : "the model was sent " + seen.largest() / 1024 + " KiB at once";
  }

  /** The second request came less than a second after the first. */
  static String impatient(Seen seen) {
    if (seen.requests().size() < 2) return "it never asked again";
    var waited = seen.requests().get(1).nanos() - seen.requests().get(0).nanos();
    return waited >= SECOND * 9 / 10 ? "" : "it asked again after " + waited / 1_000_000 + " ms";
  }
}
