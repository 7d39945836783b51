package dev.interlock.runtime.process;

/** The end of a process that was started here. */
public final class Ended {
  private Ended() {}

  /**
   * Runs an action, on a virtual thread of its own, as soon as the process has ended.
   *
   * <p>{@code Process.onExit()} would not do: its completion may close the pipes of the process on
   * the one thread of a small common pool, and waits there for as long as a process that the dead
   * one has left holds them.
   */
  public static void then(Process process, Runnable action) {
    var _ =
        Thread.ofVirtual()
            .name("ended-" + process.pid())
            .start(() -> {
              if (waited(process)) action.run();
            });
  }

  private static boolean waited(Process process) {
    try {
      var _ = process.waitFor();
      return true;
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt(); // nobody else knows the thread
      return false;
    }
  }
}
