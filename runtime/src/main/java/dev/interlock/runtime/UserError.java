package dev.interlock.runtime;

/**
 * A user's mistake: bad file, wrong argument, missing right. Nothing was run.
 *
 * <p>Shown as one line, never with a stack trace.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String where;
  private final String hint;

  /**
   * @param what what is wrong
   * @param where file and line, key or argument; may be empty
   * @param hint what to do; may be empty
   */
  public UserError(String what, String where, String hint) {
    super((where.isEmpty() ? "" : where + ": ") + what + (hint.isEmpty() ? "" : " (" + hint + ")"));
    this.what = what;
    this.where = where;
    this.hint = hint;
  }

  public String what() {
    return what;
  }

  public String where() {
    return where;
  }

  public String hint() {
    return hint;
  }
}
