package dev.interlock.examples.incidentdesk.demo;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import dev.interlock.runtime.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that opens an incident and is killed when the effect has happened and nothing of it is
 * on record yet.
 */
final class CrashChild {
  /** What it prints when it stands there. */
  static final String IN_MID_EFFECT = "in mid-effect";

  /** The first deed is the model call, the second the incident. */
  private static final int DEED = 2;

  private CrashChild() {}

  public static void main(String[] args) {
    var desk = Desk.existing(Path.of(args[0]));
    var deeds = new AtomicInteger();
    Probe probe =
        point -> {
          if (point == Probe.Point.AFTER_BEGIN && deeds.incrementAndGet() == DEED) standStill();
        };
    var options = Options.in(Path.of(args[1])).probedBy(probe);
    try (var interlock = Interlock.open(options)) {
      var run = interlock.start(desk.filer(), "Open an incident.", Principal.of("ann", "analyst"));
      var _ = run.await(Duration.ofMinutes(1));
    }
  }

  private static void standStill() {
    System.out.println(IN_MID_EFFECT);
    System.out.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
