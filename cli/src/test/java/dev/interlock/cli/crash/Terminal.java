package dev.interlock.cli.crash;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.loop.Watcher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process that does with a desk what it is told on its input, one line each, and says what came
 * of it.
 *
 * <ul>
 *   <li>{@code start GOAL} → {@code run ID}
 *   <li>{@code await ID} → {@code stands STATUS}, once it drives the run no more
 *   <li>{@code resume ID} → {@code resumed true}, or false if somebody else drives it
 *   <li>{@code approve ID COMMAND DIGEST} → {@code answer} and why not, if it was refused
 *   <li>{@code go}: begin the call before which it stands, of which it says {@code standing}
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

  /** Starts one that never stands still. */
  static Child open(Desk desk) {
    return standingBefore(desk, "-");
  }

  /** Starts one whose thread waits for {@code go} before it begins the first call of a tool. */
  static Child standingBefore(Desk desk, String tool) {
    var arguments = List.of(desk.folder().toString(), tool);
    var complaints = desk.folder().resolve("complaints.txt");
    return Child.start(Jvm.plain().command(Terminal.class, arguments), complaints);
  }

  public static void main(String[] words) throws IOException {
    var desk = new Desk(Path.of(words[0]));
    var stall = Stall.before(words[1]);
    var options = Options.in(desk.data()).watchedBy(stall).probedBy(stall);
    try (var interlock = Interlock.open(options)) {
      var terminal = new Terminal(interlock, desk);
      var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (var line = told.readLine(); line != null; line = told.readLine()) {
        var task = List.of(line.split(" ", -1));
        if (line.equals("go")) stall.go().countDown();
        else {
          var _ = Thread.ofVirtual().start(() -> terminal.attempt(task));
        }
      }
    }
  }

  /** Watches what becomes durable, and stands still when the first call of the tool is to begin. */
  private record Stall(
      String tool, CountDownLatch go, AtomicReference<RunState> seen, AtomicBoolean stood)
      implements Watcher, Probe {

    static Stall before(String tool) {
      return new Stall(tool, new CountDownLatch(1), new AtomicReference<>(), new AtomicBoolean());
    }

    @Override
    public void committed(RunState state, List<Entry> entries) {
      seen.set(state);
    }

    @Override
    public void passing(Point point) {
      if (point != Point.BEFORE_BEGIN || !isNext() || stood.getAndSet(true)) return;
      say(STANDING);
      try {
        var _ = go.await(Child.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isNext() {
      var state = seen.get();
      return state != null
          && !state.permitted().isEmpty()
          && state.permitted().getFirst().command() instanceof InvokeTool call
          && call.tool().equals(tool);
    }
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
