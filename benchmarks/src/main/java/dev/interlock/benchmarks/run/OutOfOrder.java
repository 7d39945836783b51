package dev.interlock.benchmarks.run;

import dev.interlock.benchmarks.outage.Caller;
import dev.interlock.benchmarks.outage.Patient;
import dev.interlock.benchmarks.outage.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Many runs at once that need one service, which is out of order for a while in their midst. It
 * counts what reaches it; here is measured how the runs end, how long after, and at what cost.
 */
final class OutOfOrder {
  private static final Duration END_WITHIN = Duration.ofMinutes(10);

  private final Caller caller;
  private final URI service;

  /**
   * @param service a {@link Service} that has not been used yet
   */
  OutOfOrder(Caller caller, URI service) {
    this.caller = caller;
    this.service = service;
  }

  /**
   * Measures once.
   *
   * @param runs how many at once
   * @param pattern what each has to do
   * @param before how long the service works at first
   * @param outage how long it does not then
   */
  Findings measure(int runs, Patient.Goal pattern, Duration before, Duration outage)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var began = Meter.read();
      var all = new ArrayList<Future<String>>();
      for (var number = 0; number < runs; number++) {
        var goal = new Patient.Goal(pattern.steps(), number, pattern.think());
        all.add(threads.submit(() -> caller.run(goal)));
      }
      Thread.sleep(before);
      var _ = get("/outage/" + outage.toMillis());
      var broke = Meter.read();
      Thread.sleep(outage);
      var works = Meter.read();
      var answers = awaitAll(all);
      var over = Meter.read();
      var counted = Findings.read(get("/arrivals"));
      var found =
          new Findings()
              .put("seconds-after", over.since(works).wallNanos() / 1e9)
              .put("cpu-in-outage-s", works.since(broke).cpuNanos() / 1e9)
              .put("cpu-s", over.since(began).cpuNanos() / 1e9)
              .put("completed", completed(answers, "I have counted to " + pattern.steps() + "."));
      counted.forEach((name, value) -> {
        var _ = found.put(name, value);
      });
      return found;
    }
  }

  private String get(String path) throws InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(service.resolve(path)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException failure) {
      throw new IllegalStateException("the service does not answer", failure);
    }
  }

  private static Map<String, Integer> awaitAll(Iterable<Future<String>> all)
      throws InterruptedException {
    var answers = new HashMap<String, Integer>();
    for (var one : all) answers.merge(answer(one), 1, Integer::sum);
    return answers;
  }

  private static String answer(Future<String> run) throws InterruptedException {
    try {
      return run.get(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException broke) {
      return String.valueOf(broke.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("a run has not ended in " + END_WITHIN, late);
    }
  }

  /** Says of the others what they ended with. */
  private static int completed(Map<String, Integer> answers, String wanted) {
    answers.forEach((answer, times) -> {
      if (!answer.equals(wanted)) {
        System.err.println(String.format(Locale.ROOT, "  %,d x %s", times, answer));
      }
    });
    return answers.getOrDefault(wanted, 0);
  }

  /** Opens a service for each measurement and has it measured in a process of its own. */
  static Measured fork(Forks forks, String caller, int runs, Duration outage) {
    try (var service = new Service()) {
      return forks.measure(
          "outage",
          "caller=" + caller,
          "service=" + service.address(),
          "runs=" + runs,
          "steps=10",
          "think=2000",
          "before=5000",
          "outage=" + outage.toMillis());
    } catch (IOException failure) {
      throw new IllegalStateException("no service could be opened", failure);
    }
  }
}
