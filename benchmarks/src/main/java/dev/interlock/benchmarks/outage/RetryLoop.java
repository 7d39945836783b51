package dev.interlock.benchmarks.outage;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one writes by hand: a loop of model and tool, and within it a loop that makes a call up to
 * three times, half a second and then a second apart, before it tells the model.
 */
final class RetryLoop implements Caller {
  private static final int ATTEMPTS = 3;
  private static final Duration BACKOFF = Duration.ofMillis(500);
  private static final Pattern N = Pattern.compile("\"n\":(\\d+)");

  private final URI service;
  private final Http http = new Http();

  RetryLoop(URI service) {
    this.service = service;
  }

  @Override
  public String run(Patient.Goal goal) {
    List<String> told = new ArrayList<>();
    while (true) {
      var call = Patient.next(goal, told);
      if (call.isEmpty()) return Patient.answer(goal, told);
      var n = N.matcher(call.get());
      if (!n.find()) throw new IllegalStateException("no n in " + call.get());
      told.add(tried(goal.run(), Integer.parseInt(n.group(1))));
    }
  }

  private String tried(int run, int n) {
    for (var attempt = 1; ; attempt++) {
      try {
        return http.count(service, run, n);
      } catch (Http.NoSuccessException failed) {
        if (attempt == ATTEMPTS) return "failed: " + failed.getMessage();
        pause(BACKOFF.multipliedBy(1L << (attempt - 1)));
      }
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two attempts", interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
