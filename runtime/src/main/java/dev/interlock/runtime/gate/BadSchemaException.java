package dev.interlock.runtime.gate;

/**
 * A schema cannot be used: it is invalid, points outside itself, or holds a pattern without end.
 */
final class BadSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  BadSchemaException(String where, String problem) {
    super(where.isEmpty() ? problem : "at " + where + ": " + problem);
    this.problem = where.isEmpty() ? problem : "at " + where + ": " + problem;
  }

  /** What is wrong, with the place in the schema. */
  String problem() {
    return problem;
  }
}
