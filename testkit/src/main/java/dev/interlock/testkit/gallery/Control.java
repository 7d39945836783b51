package dev.interlock.testkit.gallery;

/** What contains a failure, and how to do without it. */
sealed interface Control {

  /** One gate. */
  record Gate(String name) implements Control {}

  /**
   * A line of the agent file.
   *
   * @param name what it is, for people
   * @param on as it stands there
   * @param off what does without it
   */
  record Setting(String name, String on, String off) implements Control {}

  /**
   * Something that the plot does or leaves out.
   *
   * @param name what it is, for people
   */
  record Step(String name) implements Control {}

  /** What it is, in words. */
  default String words() {
    return switch (this) {
      case Gate(var name) -> "gate " + name;
      case Setting(var name, _, _) -> name;
      case Step(var name) -> name;
    };
  }
}
