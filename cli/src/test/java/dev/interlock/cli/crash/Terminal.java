package dev.interlock.cli.crash;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that does with a desk what it is told on its input, one line each, and says what came
 * of it.
 *
 * <ul>
 *   <li>{@code start GOAL} → {@code run ID}
 *   <li>{@code await ID} → {@code stands STATUS}, once it drives the run no more
 *   <li>{@code resume ID} → {@code resumed true}, or false if somebody else drives it
 *   <li>{@code approve ID COMMAND DIGEST} → {@code answer} and why not, if it was refused
 *   <li>{@code go}: on, from the point where it stands, of which it says {@code standing}
 * </ul>
 */
final class Terminal {
  static final String RUN = "run ";
  static final String STANDS = "stands ";
  static final String RESUMED = "resumed ";
  static final String ANSWER = "answer";
  static final String STANDING = "standing";
  static final String BROKE = "broke ";

  private final Interlock interlock;
  private final Desk desk;

  private Terminal(Interlock interlock, Desk desk) {
    this.interlock = interlock;
    this.desk = desk;
  }

  /**
   * Starts one.
   *
   * @param point where its thread is to wait for {@code go}
   * @param passing at which passing of that point, from 1; 0 for never
   */
  static Child open(Desk desk, Point point, int passing) {
    var arguments = List.of(desk.folder().toString(), point.name(), Integer.toString(passing));
    var complaints = desk.folder().resolve("complaints.txt");
    return Child.start(Jvm.plain().command(Terminal.class, arguments), complaints);
  }

  public static void main(String[] words) throws IOException {
    var desk = new Desk(Path.of(words[0]));
    var go = new CountDownLatch(1);
    var probe = stall(Point.valueOf(words[1]), Integer.parseInt(words[2]), go);
    try (var interlock = Interlock.open(Options.in(desk.data()).probedBy(probe))) {
      var terminal = new Terminal(interlock, desk);
      var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (var line = told.readLine(); line != null; line = told.readLine()) {
        var task = List.of(line.split(" ", -1));
        if (line.equals("go")) go.countDown();
        else {
          var _ = Thread.ofVirtual().start(() -> terminal.attempt(task));
        }
      }
    }
  }

  private static Probe stall(Point where, int passing, CountDownLatch go) {
    var passed = new AtomicInteger();
    return point -> {
      if (point != where || passed.incrementAndGet() != passing) return;
      say(STANDING);
      try {
        var _ = go.await(Child.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private void attempt(List<String> task) {
    try {
      carryOut(task);
    } catch (RuntimeException broke) {
      say(BROKE + broke);
    }
  }

  private void carryOut(List<String> task) {
    switch (task.getFirst()) {
      case "start" -> say(RUN + interlock.start(desk.agent(), task.get(1), Desk.ANN).id().text());
      case "await" -> say(STANDS + interlock.run(run(task)).await(Child.PATIENCE).status());
      case "resume" -> say(RESUMED + interlock.resume(run(task)).isPresent());
      case "approve" -> {
        var command = CommandId.parse(task.get(2));
        var yes = new Request.Approve(command, new Digest(task.get(3)), Person.BOB);
        var answer = interlock.ask(run(task), yes);
        say(ANSWER + (answer.done() ? "" : " " + answer.reason()));
      }
      default -> throw new IllegalArgumentException(String.join(" ", task));
    }
  }

  private static RunId run(List<String> task) {
    return new RunId(task.get(1));
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
