package dev.interlock.benchmarks.run;

import java.util.List;

/**
 * Measures everything and prints one table. {@code --short} takes minutes and one process for each
 * number, {@code --full} three and longer ones.
 */
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    var full = List.of(words).contains("--full");
    for (var word : words) {
      if (!List.of("--short", "--full").contains(word)) {
        System.err.println("unknown option " + word + "; known: --short (default), --full");
        System.exit(2);
      }
    }
    var times =
        full ? List.of("warm-up=20000", "time=10000") : List.of("warm-up=5000", "time=4000");
    var report = new Report(new Forks(full ? 3 : 1, times));
    System.out.println(Machine.now());
    System.out.print(report.table());
    System.out.println(Machine.now());
  }
}
