package dev.interlock.testkit.gallery;

/** Answers with evidence, as agents give them that are asked for it. */
final class Said {
  private Said() {}

  /** An answer with one figure of the order, and where it stands. */
  static String evident(String text, int cents, int entry) {
    return "{\"output\":\""
        + text
        + "\",\"evidence\":[{\"claim\":\"what was paid\",\"figures\":[{\"value\":"
        + cents
        + ",\"unit\":\"cents\",\"entry\":"
        + entry
        + ",\"path\":\"$.paid_cents\"}]}],\"confidence\":0.9}";
  }
}
