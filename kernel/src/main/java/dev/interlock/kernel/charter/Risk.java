package dev.interlock.kernel.charter;

/** What is at stake when a tool takes effect. The higher the level, the more a person is asked. */
public enum Risk {
  NONE(0),
  WRITE(1),
  EXTERNAL(2),
  PERMISSION(3),
  DELETION(3),
  COMPLIANCE(3),
  MONEY(4),
  CREDENTIAL(4);

  private final int level;

  Risk(int level) {
    this.level = level;
  }

  /** From 0 (nothing) to 4 (money, credentials). */
  public int level() {
    return level;
  }
}
