package dev.interlock.runtime.gate;

/** An expression cannot be used: it does not parse, does not fit its names, or costs too much. */
final class BadExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  BadExpressionException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What is wrong, with the position in the expression. */
  String problem() {
    return problem;
  }
}
