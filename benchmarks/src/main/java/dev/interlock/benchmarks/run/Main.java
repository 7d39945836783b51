package dev.interlock.benchmarks.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures everything and prints one table. {@code --short} takes minutes and one process for each
 * number, {@code --full} three and longer ones. {@code outage} measures what an outage of a tool
 * does that lasts so many seconds, a minute if none are given, for so many runs at once.
 */
public final class Main {
  private static final List<Integer> RUNS = List.of(1, 100, 1_000);

  private Main() {}

  public static void main(String[] words) {
    if (words.length > 0 && words[0].equals("outage")) {
      var seconds = words.length > 1 ? Long.parseLong(words[1]) : 60;
      var runs = Arrays.stream(words).skip(2).map(Integer::valueOf).toList();
      print(new Outages(Duration.ofSeconds(seconds), runs.isEmpty() ? RUNS : runs)::table);
      return;
    }
    var full = List.of(words).contains("--full");
    for (var word : words) {
      if (!List.of("--short", "--full").contains(word)) {
        System.err.println(
            "unknown option "
                + word
                + "; known: --short (default), --full, outage [SECONDS [RUNS...]]");
        System.exit(2);
      }
    }
    var times =
        full ? List.of("warm-up=20000", "time=10000") : List.of("warm-up=5000", "time=4000");
    var report = new Report(new Forks(full ? 3 : 1, times));
    print(report::table);
  }

  private static void print(Supplier<Table> table) {
    System.out.println(Machine.now());
    System.out.print(table.get());
    System.out.println(Machine.now());
  }
}
